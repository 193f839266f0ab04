import { median } from 'simple-statistics'

const FAR = [6, 7, 8, 9, 10] // values apart: what is left of a likeness there is a level of its own
const MOST = 0.9

/**
 * How many times as much a mean varies as one of independent values, because each value is like the one before it: (1 + r) / (1 - r) for the
 * correlation r of neighbours. That comes from how far neighbours are apart, and values at a distance: a few changes of the level do not
 * count as likeness. Never less than 1.
 */
export function likenessOf(values: readonly number[]): number {
  const far = median([0, ...FAR.flatMap((lag) => distances(values, lag))])
  if (far === 0) return 1
  const near = median([0, ...distances(values, 1)])
  const chance = 1 / Math.sqrt(values.length) // one deviation of the correlation where there is none
  const alike = Math.min(MOST, Math.max(0, 1 - (near / far) ** 2 - chance))
  return (1 + alike) / (1 - alike)
}

function distances(values: readonly number[], lag: number): readonly number[] {
  return values.slice(lag).map((value, index) => Math.abs(value - (values[index] ?? 0)))
}
