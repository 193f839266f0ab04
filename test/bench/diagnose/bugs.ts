import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import { applyMutant } from '../../../src/engine/mutation/apply-mutant.ts'
import { mutants, mutantsOf } from '../../../src/engine/mutation/index.ts'
import type { Mutant } from '../../../src/engine/mutation/mutant.ts'
import type { MutationOperator } from '../../../src/engine/mutation/operator.ts'
import type { Change } from './change.ts'
import type { Layout } from './code-bases.ts'
import type { Random } from './random.ts'

/** What the author of a fault says; `where` is a symbol in backticks, or a path. */
export type BugMessages = readonly ((where: string) => string)[]

const MESSAGES: BugMessages = [
  (where) => `Tidy up ${where}`,
  (where) => `Simplify ${where}`,
  (where) => `Make ${where} a little faster`,
  (where) => `refactor: clean up ${where}`,
  (where) => `Clean up ${where}\n\nNo change of behaviour.`,
  () => 'Small clean-ups after review',
  // that nothing changes is not claimed by everybody whose change is an accident
  (where) => `Update ${where}`,
  (where) => `Rework ${where} for the new callers`,
  (where) => `Handle another case in ${where}`,
  (where) => `Change ${where}`,
  (where) => `Fix ${where}`,
  (where) => `feat: extend ${where}`,
]

/** Product files of a code base, in either language. */
export function productFiles(folder: string, layout: Layout): readonly string[] {
  const isTest = (path: string) => layout.tests.some((entry) => path === entry || path.startsWith(`${entry}/`))
  const found = layout.product
    .flatMap((entry) => globSync(entry, { cwd: folder }))
    .flatMap((path) => (statSync(join(folder, path)).isDirectory() ? globSync(`${path}/**/*`, { cwd: folder }) : [path]))
  return [...new Set(found)].filter((path) => /\.(py|[jt]s)$/.test(path) && !path.endsWith('.d.ts') && !isTest(path)).sort()
}

/**
 * `symbol`: where the fault is put, if there is a place. `messages`: what its author may say (default: a clean-up, or only where it is).
 * `lookalikes`: more kinds of fault, which half of the draws take.
 */
type Injected = {
  readonly symbol?: string | undefined
  readonly messages?: BugMessages | undefined
  readonly lookalikes?: readonly MutationOperator[] | undefined
}

/** Puts one small fault into one of these files. Throws where it does not apply or parse. */
export function injectBug(
  folder: string,
  files: readonly string[],
  parsers: Parsers,
  random: Random,
  { symbol, messages = MESSAGES, lookalikes = [] }: Injected = {},
): Change & { readonly kind: string; readonly mutant?: Mutant } {
  for (const path of random.shuffled(files)) {
    const text = readFileSync(join(folder, path), 'utf8')
    const tree = parsers.parse(path, text)
    const alike = tree !== null && lookalikes.length > 0 && random.chance(0.5) ? mutantsOf(lookalikes, path, tree) : []
    const all = tree === null || alike.length > 0 ? alike : mutants(path, tree)
    const near = all.filter((one) => symbol !== undefined && one.symbol === symbol)
    const mutant = pickMutant(near.length > 0 ? near : all, random)
    if (mutant === undefined) continue
    const mutated = applyMutant(text, mutant)
    if (parsers.parse(path, mutated)?.errors.length !== 0) throw new Error(`${path}:${mutant.line} ${mutant.operator} does not parse`)
    writeFileSync(join(folder, path), mutated)
    const where = mutant.symbol === null ? path : `\`${mutant.symbol}\``
    const shown = (part: string) => part.replace(/\s+/g, ' ').slice(0, 60)
    return {
      kind: mutant.operator,
      mutant,
      summary: `${path}:${mutant.line} ${mutant.operator}: ${shown(mutant.original)} → ${shown(mutant.replacement)}`,
      message: random.pick(messages)?.(where) ?? where,
    }
  }
  return { kind: 'none', none: 'no mutant' }
}

/** First a kind, then a place, so that frequent kinds do not crowd out the others. */
function pickMutant(all: readonly Mutant[], random: Random): Mutant | undefined {
  const kind = random.pick([...new Set(all.map(({ operator }) => operator))])
  return random.pick(all.filter(({ operator }) => operator === kind))
}
