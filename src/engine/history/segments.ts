/**
 * Where a series changed: `at` is the first index of the new level, which lies in `[earliest, latest]`. `chance`: that a series without a
 * change looks like that, corrected for all the places where it could have been.
 */
export type ChangePoint = TurningPoint & { readonly chance: number }

export type TurningPoint = { readonly at: number; readonly earliest: number; readonly latest: number }

/** What a change is in a kind of series. Both are asked about ranges that hold at least twice `FEWEST` values. */
export type Splitter = {
  readonly length: number
  /** The split of a range that is hardest to explain by chance, corrected for the number of its places. */
  best(from: number, to: number): { readonly at: number; readonly chance: number }
  /** Where exactly a range that changed once did so, near `at`. */
  place(from: number, at: number, to: number): TurningPoint
}

export const FEWEST = 3 // values on either side of a change
const SHORTEST = 12 // values in which a change is looked for
const STEP = Math.SQRT2 // between the lengths of the intervals

/**
 * The places where the level of a series changed for longer, in order; `sure`: how small the chance of each must be. The best split of many
 * intervals, then again on both sides of it, so that a short level is found between long ones: seeded binary segmentation (Kovács, Bühlmann,
 * Li, Munk; Biometrika 2023).
 */
export function segment(splitter: Splitter, sure: number): readonly ChangePoint[] {
  const found: { readonly at: number; readonly chance: number }[] = []
  search(splitter, 0, splitter.length, sure, found)
  const splits = found.toSorted((one, other) => one.at - other.at)
  return splits.map(({ at, chance }, index) => ({
    ...splitter.place(splits[index - 1]?.at ?? 0, at, splits[index + 1]?.at ?? splitter.length),
    chance,
  }))
}

function search(
  splitter: Splitter,
  from: number,
  to: number,
  sure: number,
  found: { readonly at: number; readonly chance: number }[],
): void {
  if (to - from < SHORTEST) return
  let best = { at: 0, chance: 1, start: from, end: to }
  for (const [start, end] of intervalsOf(from, to)) {
    const split = splitter.best(start, end)
    if (split.chance < best.chance) best = { ...split, start, end }
  }
  if (best.chance > sure) return
  const { at } = splitter.place(best.start, best.at, best.end)
  found.push({ at, chance: best.chance })
  search(splitter, from, at, sure, found)
  search(splitter, at, to, sure, found)
}

/** Intervals of all lengths that overlap by half: the same for the same range. */
function intervalsOf(from: number, to: number): readonly (readonly [start: number, end: number])[] {
  const intervals: [number, number][] = []
  const whole = to - from
  for (let length = whole; length >= SHORTEST; length = Math.floor(length / STEP)) {
    const count = length === whole ? 1 : 2 * Math.ceil(whole / length) - 1
    for (let index = 0; index < count; index += 1) {
      const start = from + (count === 1 ? 0 : Math.floor((index * (whole - length)) / (count - 1)))
      intervals.push([start, start + length])
    }
  }
  return intervals
}

/** The places of a range, with the costs of a change there, that fit hardly worse than the best one. */
export function nearBest(
  from: number,
  to: number,
  at: number,
  costOf: (place: number) => number,
  slack: (best: number) => number,
): TurningPoint {
  const places = Array.from({ length: to - from - 2 * FEWEST + 1 }, (_, index) => from + FEWEST + index)
  const best = places.reduce((least, place) => (costOf(place) < costOf(least) ? place : least), at)
  const most = costOf(best) + slack(best)
  const near = places.filter((place) => costOf(place) <= most)
  return { at: best, earliest: Math.min(best, ...near), latest: Math.max(best, ...near) }
}
