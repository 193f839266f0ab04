import type { ContractChange } from '../../../model/contract-change.ts'
import { changeOfPair } from '../compare/change-of-pair.ts'
import { emptiedFiles } from '../compare/module-moves.ts'
import { isHeld } from '../resolve/inner-callables.ts'
import { findMember } from '../resolve/resolve-expression.ts'
import type { Comparison } from './comparison.ts'
import { allPairs, innerUnchanged } from './likely-pairs.ts'
import type { Pair } from './pair-declarations.ts'

/** What probably became of declarations whose names can't be followed with certainty. */
export function likelySuccessors(comparison: Comparison): readonly ContractChange[] {
  const likely = comparison.likelyPairs()
  const modules = likelyModules(comparison, allPairs(comparison))
  const shadowed = comparison.pairs.filter((pair) => isShadowed(comparison, pair))
  const collections = collectionPairs(likely)
  const freed = innerUnchanged(comparison).filter(
    ({ before, after }) => isHeld(before.file, before.declaration) && !isHeld(after.file, after.declaration),
  )
  const single = [...shadowed, ...freed, ...likely.filter((pair) => !collections.carried.has(pair)), ...collections.pairs].flatMap(
    (pair) => {
      const { before, after } = pair
      const isHere = !freed.includes(pair) && isSamePlace([...comparison.pairs, ...likely], comparison, pair)
      if (isHere && before.declaration.name === after.declaration.name) return []
      const name = after.declaration.qualifiedName
      return [
        changeOfPair(
          pair,
          isHere ? 'likely_renamed' : 'likely_moved',
          before.declaration.qualifiedName,
          isHere ? name : `${comparison.head.moduleOf(after.file.path)}.${name}`,
        ),
      ]
    },
  )
  return [...modules, ...single]
}

/** As many functions of one object say what became of it. */
const LEAST_CARRIED = 3
/** Share of a file's followed text that must be in one other file. */
const MOST_OF_IT = 0.7

/** Files that are gone, or whose path another file took over: what remains of them is in one other file. */
function likelyModules(comparison: Comparison, pairs: readonly Pair[]): readonly ContractChange[] {
  const { base, head } = comparison
  const files = [...comparison.files, ...emptiedFiles(comparison)]
  const top = pairs.filter(({ before, after }) => before.declaration.container === null && after.declaration.container === null)
  return [...Map.groupBy(top, ({ before }) => before.file)].flatMap(([file, mine]): readonly ContractChange[] => {
    const sizes = Map.groupBy(mine, ({ after }) => after.file)
    const sizeOf = (all: readonly Pair[]): number =>
      all.reduce((sum, { before }) => sum + before.declaration.end - before.declaration.start, 0)
    const target = [...sizes].find(([, part]) => sizeOf(part) >= MOST_OF_IT * sizeOf(mine))?.[0]
    const isFollowed = files.some((pair) => pair.before === file && pair.before.path !== pair.after.path)
    if (target === undefined || target.path === file.path || isFollowed) return []
    const isFree =
      !head.paths.has(file.path) || pairs.some(({ before, after }) => after.file.path === file.path && before.file.path !== file.path)
    const isOwn =
      !base.paths.has(target.path) || pairs.some(({ before, after }) => before.file.path === target.path && after.file.path !== target.path)
    if (!isFree || !isOwn) return []
    const [from, to] = [base.moduleOf(file.path), head.moduleOf(target.path)]
    const rest = { oldParameters: [], newParameters: [], newSymbol: null, similarity: 0.5, line: 1 }
    return [{ ...rest, kind: 'likely_moved', symbol: from, file: target.path, before: from, after: to, oldFile: file.path }]
  })
}

/** Functions that one object holds and that went to another one together: it is the object that moved. */
function collectionPairs(likely: readonly Pair[]): { readonly pairs: readonly Pair[]; readonly carried: ReadonlySet<Pair> } {
  const held = likely.filter(
    ({ before, after }) =>
      before.declaration.kind === 'function' && before.declaration.container !== null && after.declaration.container !== null,
  )
  const groups = Map.groupBy(
    held,
    ({ before, after }) => `${before.file.path} ${before.declaration.container} ${after.file.path} ${after.declaration.container}`,
  )
  const whole = [...groups.values()].filter(
    (all) => all.length >= LEAST_CARRIED && all.every(({ before, after }) => before.declaration.name === after.declaration.name),
  )
  const owner = ({ file, declaration }: Pair['before']): Pair['before'] => {
    const name = declaration.container ?? ''
    return { file, declaration: { ...declaration, kind: 'variable', name, qualifiedName: name, container: null, parameters: [] } }
  }
  return {
    carried: new Set(whole.flat()),
    pairs: whole.flatMap(([pair]) =>
      pair === undefined ? [] : [{ before: owner(pair.before), after: owner(pair.after), similarity: pair.similarity }],
    ),
  }
}

/** Renamed, while the old name is still there by inheritance. */
function isShadowed({ head }: Comparison, { before, after }: Pair): boolean {
  const { container, name } = after.declaration
  if (container === null || before.declaration.name === name) return false
  return findMember(head, { file: after.file.path, name: container }, before.declaration.name) !== null
}

/** In the same class or module, whatever that is called now. */
function isSamePlace(pairs: readonly Pair[], { files }: Comparison, { before, after }: Pair): boolean {
  const [one, other] = [before.declaration.container, after.declaration.container]
  if (one === null || other === null || before.declaration.kind === 'function') {
    const isSameFile =
      before.file.path === after.file.path || files.some((pair) => pair.before === before.file && pair.after === after.file)
    return isSameFile && (one === other || before.declaration.kind === 'function')
  }
  return pairs.some(
    (pair) =>
      pair.before.file === before.file &&
      pair.after.file === after.file &&
      pair.before.declaration.qualifiedName === one &&
      pair.after.declaration.qualifiedName === other,
  )
}
