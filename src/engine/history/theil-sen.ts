import { median } from 'simple-statistics'

/** A value at a time, in milliseconds. */
export type Point = { readonly at: number; readonly value: number }

/** The median of the slopes of all pairs (Theil, Sen), a unit of time: up to 29 % of outliers do not move it far. */
export function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap((early, index) =>
    points.slice(index + 1).flatMap((late) => (late.at === early.at ? [] : [(late.value - early.value) / (late.at - early.at)])),
  )
  return slopes.length === 0 ? 0 : median(slopes)
}
