import { diffArrays } from 'diff'
import { MASK } from './sighting.ts'

/** Words that were removed and added; beyond that two texts have too little in common to say what became of one word. */
const MOST_EDITS = 4_000
/** How many words on each side make the surroundings of one. */
const REACH = 4

/**
 * The places of both texts where a masked word stands in the same surroundings, as pairs of indexes. Where one text has more of the
 * same surroundings than the other, nothing says which of them was meant.
 */
export function alignMasked(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  const [old, now] = [contexts(before), contexts(after)]
  const [oldCounts, newCounts] = [counts(old), counts(now)]
  const isClear = oldCounts.get(MASK) === newCounts.get(MASK)
  return commonPlaces(before, after).filter(([one, other]) => {
    const [around, aroundNow] = [old[one] ?? '', now[other] ?? '']
    const isAsOften = [around, aroundNow].every((context) => oldCounts.get(context) === newCounts.get(context))
    return before[one] === MASK && (isClear || isAsOften)
  })
}

/** Words that both texts have in the same order. A word alone between others that were exchanged is anywhere. */
function commonPlaces(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  let [oldAt, nowAt] = [0, 0]
  for (const { value, added, removed } of diffArrays([...before], [...after], { maxEditLength: MOST_EDITS }) ?? []) {
    if (!added && !removed && value.length > 1) found.push(...value.map((_, step) => [oldAt + step, nowAt + step] as const))
    if (!added) oldAt += value.length
    if (!removed) nowAt += value.length
  }
  return found
}

/** For each masked word what is around it; '' for every other word. */
function contexts(words: readonly string[]): readonly string[] {
  return words.map((word, at) => (word === MASK ? words.slice(Math.max(0, at - REACH), at + REACH + 1).join(' ') : ''))
}

function counts(all: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const one of all.filter(Boolean)) {
    found.set(one, (found.get(one) ?? 0) + 1)
    found.set(MASK, (found.get(MASK) ?? 0) + 1)
  }
  return found
}
