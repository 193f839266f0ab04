import type { Random } from '../../diagnose/random.ts'
import type { Change, Edit, Tree } from './change.ts'
import type { DevelopedCodeBase } from './code-base.ts'
import { type Spelling, spell, spellPath } from './spelling.ts'

type Now = { readonly product: Tree; readonly tests: Tree; readonly spelling: Spelling }

/** A word that gets a better name everywhere, or null where none is left to rename. */
export function renamed({ names }: DevelopedCodeBase, { product, tests, spelling }: Now, random: Random): Change | null {
  const everything = [...product.values(), ...tests.values()].join('\n')
  const candidates = names.flatMap(([word, ...better]) => {
    const old = spell(word, spelling)
    const free = better.filter((name) => !new RegExp(`\\b${name}\\b`).test(everything))
    return free.length > 0 && new RegExp(`\\b${old}\\b`).test([...tests.values()].join('\n')) ? [{ word, old, free }] : []
  })
  const chosen = random.pick(candidates)
  const now = chosen && random.pick(chosen.free)
  if (chosen === undefined || now === undefined) return null
  const { word, old } = chosen
  const edits = (tree: Tree): readonly Edit[] =>
    [...tree]
      .filter(([, text]) => new RegExp(`\\b${old}\\b`).test(text))
      .map(([path]) => [path, new RegExp(`(?<!\\w)${old}(?!\\w)`, 'g'), now])
  const isDocs = ([path]: Edit) => path.endsWith('.md')
  return {
    name: `rename-${old}`,
    kind: 'rename',
    says: random.pick([`Rename ${old} to ${now}`, `${old} is called ${now} now`, `refactor: ${old} -> ${now}`]) ?? '',
    mumbles: random.pick(['Better names', 'refactoring', 'Naming']) ?? '',
    product: edits(product).filter((edit) => !isDocs(edit)),
    docs: edits(product).filter(isDocs),
    tests: edits(tests),
    renames: [[word, now]],
    breaks: edits(tests)
      .map(([path]) => path)
      .filter((path) => /test/.test(path.replace(/^tests?\//, ''))),
  }
}

/** A module that gets another path, with everything that imports it. */
export function moved(codeBase: DevelopedCodeBase, { product, tests, spelling }: Now, random: Random): Change | null {
  const left = codeBase.modules.filter(([path]) => product.has(spellPath(path, spelling)) && spellPath(path, spelling) === path)
  const [old, now] = random.pick(left) ?? []
  if (old === undefined || now === undefined) return null
  const [after, testsAfter] = [codeBase.importsOf(product, old, now), codeBase.importsOf(tests, old, now)]
  const name = (path: string) => path.replace(/^src\/|\.\w+$/g, '')
  return {
    name: `move-${name(old)}`,
    kind: 'move',
    says: random.pick([`Move ${name(old)} to ${name(now)}`, `${name(now)} is the better place`]) ?? '',
    mumbles: 'Restructure',
    product: [...differences(product, after)],
    tests: [...differences(tests, testsAfter)],
    moves: [[old, now]],
  }
}

function differences(before: Tree, after: Tree): readonly Edit[] {
  const gone = [...before.keys()].filter((path) => !after.has(path)).map((path): Edit => [path, null, null])
  const changed = [...after].flatMap(([path, text]): readonly Edit[] => {
    const old = before.get(path)
    if (old === undefined) return [[path, null, text]]
    return old === text ? [] : [[path, old, text]]
  })
  return [...gone, ...changed]
}

/** A rename with a mistake beside it. */
export function withMistake(rename: Change, bug: Change): Change {
  return {
    ...rename,
    name: `${rename.name}+${bug.name}`,
    kind: 'hidden bug',
    fault: bug.fault ?? [],
    breaks: [...new Set([...(rename.breaks ?? []), ...(bug.breaks ?? [])])],
  }
}
