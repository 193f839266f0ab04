import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { HealingResult } from '../../../src/model/result/healing-result.ts'
import { type HealedTexts, healTexts } from '../../support/heal-texts.ts'
import type { HealCase, PromiseAnswer, PromiseKind } from './promise-case.ts'

/** A kind whose cases are all asked of `suture heal`; they are made once, when they are first wanted. */
export function healKind(name: string, make: () => readonly HealCase[], read: typeof answerOf = answerOf): PromiseKind {
  let made: readonly HealCase[] | undefined
  const cases = (): readonly HealCase[] => {
    made ??= make()
    return made
  }
  return {
    name,
    cases,
    ask: async (at) => {
      const one = cases()[at]
      return one ? healCase(one, read) : { outcome: 'unusable', note: 'there is no such case' }
    },
  }
}

/** Lays the two commits out as a repository and asks `suture heal`; what throws is no answer. */
async function healCase(one: HealCase, read: typeof answerOf): Promise<PromiseAnswer> {
  return healTexts(one, (healed) => {
    const other = one.own ? ownFault(one, one.own, healed) : null
    return other === null ? read(healed.result, healed.code) : { outcome: 'unusable', note: other }
  })
}

/** Where the project's own command does not end on the healed tree as the case says that it does. */
function ownFault({ framework, honest }: HealCase, { words, env }: NonNullable<HealCase['own']>, healed: HealedTexts): string | null {
  const { folder, python } = healed
  const { patch } = healed.result
  if (patch !== '') execFileSync('git', ['apply', '-'], { cwd: folder, input: patch })
  const program = { pytest: '', jest: 'jest/bin/jest.js', vitest: 'vitest/vitest.mjs' }[framework]
  const [command, ...start] = framework === 'pytest' ? [python, '-m', 'pytest'] : [process.execPath, join('node_modules', program)]
  const run = [...start, ...(framework === 'vitest' ? ['run'] : []), ...words]
  const own = spawnSync(command ?? '', run, { cwd: folder, env: { ...healed.env, ...env }, encoding: 'utf8' })
  if ((own.status === 0) === honest) return null
  return `its own command ends with ${own.status}: ${`${own.stdout}\n${own.stderr}`.trim().slice(-300)}`
}

/** Where a repair is right and the question is whether anything is left: exit code 0 alone is 'healed'. */
export function exitOf(result: HealingResult, code: number | null): PromiseAnswer {
  const said = [...result.analyses.map(({ failure, verdict }) => `${failure.testId}: ${verdict}`), ...(result.notes ?? [])].join('; ')
  if (code === 0) return { outcome: 'healed', note: `exit 0; ${said}` }
  return { outcome: 'refused', note: result.error ? `${result.error.code}: ${result.error.message}` : said }
}

/** What a healing says, in the words of the promise. Exported for its test. */
export function answerOf(result: HealingResult, code: number | null): PromiseAnswer {
  const said = result.analyses.map(({ failure, verdict, rootCause }) => `${failure.testId}: ${verdict}: ${rootCause}`).join('; ')
  if (result.error) return { outcome: 'unusable', note: `${result.error.code}: ${result.error.message}` }
  if (result.repairs.some(({ accepted }) => accepted) || result.patch !== '')
    return { outcome: 'healed', note: `a repair is offered; ${said}` }
  if (code === 0) return { outcome: 'healed', note: `exit 0 without a repair; ${said}` }
  if (result.totalFailures === 0) return { outcome: 'unusable', note: 'nothing fails after the change, and the exit code is not 0' }
  return { outcome: 'refused', note: said }
}
