import type { Declaration } from '../../languages/language.ts'
import { innerCallables } from '../resolve/inner-callables.ts'
import type { Compared, Comparison } from './comparison.ts'
import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import { pairFields } from './likely-fields.ts'
import { isUnchanged, namesOf, pairLoose } from './loose-pairs.ts'
import { movedTogether } from './moved-together.ts'
import { allMembers, membersOf, topLevel } from './nesting.ts'
import type { Pair } from './pair-declarations.ts'
import { freedMembers, pairMovedMembers } from './pair-moved-members.ts'
import { pairUnmatched } from './pair-unmatched.ts'
import type { Renaming } from './renaming-patterns.ts'
import { pairReplaced } from './replaced-uses.ts'

/** Stricter than for named pairs: here there is little more than the body to go by. */
const CLEAR = { accept: 0.65, margin: 0.1 }

/** All pairs. Where a declaration kept its name but resembles another one more, the likely pair wins. */
export function allPairs(comparison: Comparison): readonly Pair[] {
  const likely = comparison.likelyPairs()
  const again = new Set<Declaration>(likely.flatMap(({ before, after }) => [before.declaration, after.declaration]))
  return [...comparison.pairs.filter(({ before, after }) => !again.has(before.declaration) && !again.has(after.declaration)), ...likely]
}

/**
 * Pairs by similarity where names can't be followed with certainty: forwarded, swapped, replaced by a superclass, changed too much,
 * hidden inside of a function. Only pairs of two names or two places.
 */
export function findLikelyPairs(comparison: Compared): readonly Pair[] {
  const top = pairLoose(comparison, comparison.baseSide.files.flatMap(topLevel), comparison.headSide.files.flatMap(topLevel)).pairs
  const isMatched = ({ file, declaration }: LocatedDeclaration, side: 'before' | 'after'): boolean =>
    [...comparison.pairs, ...top].some((pair) => pair[side].file === file && pair[side].declaration.qualifiedName === declaration.container)
  const owners = [...comparison.pairs, ...top].filter(
    ({ before, after }) => /^(class|type)$/.test(before.declaration.kind) && before.declaration.kind === after.declaration.kind,
  )
  const levels = owners.map((owner) => {
    const [old, fresh] = [membersOf(owner.before), membersOf(owner.after)]
    return { ...pairLoose(comparison, old, fresh), fields: pairFields(comparison, owner, old, fresh), old, fresh }
  })
  const free = levels.flatMap(({ pairs, fields }) => [...pairs, ...fields])
  // an extraction in one class is none where other classes renamed the same method
  const shown = new Set([...comparison.pairs, ...free].map(namesOf))
  const members = [...free, ...levels.flatMap(({ held }) => held.filter((pair) => shown.has(namesOf(pair))))]
  const inner = innerPairs(comparison)
  const sofar = [...comparison.pairs, ...top, ...members]
  const { baseSide, headSide } = comparison
  const replaced = [...topLevels(comparison), ...levels].flatMap(({ old, fresh }) =>
    pairReplaced(unsettled(old, sofar, 'before'), unsettled(fresh, sofar, 'after'), baseSide, headSide),
  )
  const found = [...sofar, ...replaced]
  const renamings = renamingsOf(found)
  const last = [...topLevels(comparison), ...levels].flatMap(({ old, fresh }) =>
    pairUnmatched(unsettled(old, found, 'before'), unsettled(fresh, found, 'after'), renamings, baseSide, headSide),
  )
  const settled = [...found, ...last]
  const gone = unsettled(baseSide.files.flatMap(allMembers), settled, 'before').filter((one) => isMatched(one, 'before'))
  const carried = pairMovedMembers(gone, unsettled(headSide.files.flatMap(allMembers), settled, 'after'), baseSide, headSide)
  const left = unsettled(gone, carried, 'before')
  const freed = freedMembers(left, unsettled(headSide.files.flatMap(topLevel), settled, 'after'), baseSide, headSide)
  return [...top, ...members, ...replaced, ...last, ...inner, ...carried, ...freed]
}

/** The names that pairs exchange. */
export function renamingsOf(pairs: readonly Pair[]): readonly Renaming[] {
  return pairs
    .map(({ before, after }) => ({ old: before.declaration.name, now: after.declaration.name }))
    .filter(({ old, now }) => old !== now)
}

function innerPairs(comparison: Compared): readonly Pair[] {
  const [old, fresh] = [innerOf(comparison.baseSide), innerOf(comparison.headSide)]
  const { pairs } = pairLoose(comparison, old, fresh, CLEAR)
  const isLeft = (one: LocatedDeclaration, others: readonly LocatedDeclaration[]): boolean =>
    !others.some((other) => isUnchanged(one, other))
  const gone = unsettled(old, pairs, 'before').filter((one) => isLeft(one, fresh))
  const come = unsettled(fresh, pairs, 'after').filter((one) => isLeft(one, old))
  return [...pairs, ...movedTogether(pairs, gone, come)]
}

/** Inner functions that kept their name, the only one of it in its file. */
export function innerUnchanged({ baseSide, headSide }: Compared): readonly Pair[] {
  const [old, fresh] = [innerOf(baseSide), innerOf(headSide)]
  const isSole = (all: readonly LocatedDeclaration[], one: LocatedDeclaration): boolean =>
    all.filter((other) => isUnchanged(one, other)).length === 1
  return old.flatMap((before) => {
    const [after] = fresh.filter((other) => isUnchanged(before, other))
    return after !== undefined && isSole(old, before) && isSole(fresh, after) ? [{ before, after, similarity: 1 }] : []
  })
}

/** What each file that has a successor declares, on both sides. */
function topLevels({
  files,
}: Compared): readonly { readonly old: readonly LocatedDeclaration[]; readonly fresh: readonly LocatedDeclaration[] }[] {
  return files.map(({ before, after }) => ({ old: topLevel(before), fresh: topLevel(after) }))
}

function unsettled(all: readonly LocatedDeclaration[], pairs: readonly Pair[], side: 'before' | 'after'): readonly LocatedDeclaration[] {
  const taken = new Set(pairs.map((pair) => pair[side].declaration))
  return all.filter(({ declaration }) => !taken.has(declaration))
}

function innerOf({ files }: DeclarationIndex): readonly LocatedDeclaration[] {
  return files.flatMap((file) => innerCallables(file).map((declaration) => ({ file, declaration })))
}
