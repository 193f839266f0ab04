import { median } from 'simple-statistics'

const FEWEST = 5 // of fewer tests the median is as much the tests' own as the machine's

/**
 * How many times as long as usual the tests of one run took: the median over them of duration / usual duration. A slow machine slows them
 * all, a regression few. `null` where too few of them have a usual duration.
 */
export function runSpeed(tests: readonly { readonly durationMs: number; readonly usualMs: number | null }[]): number | null {
  const ratios = tests.flatMap(({ durationMs, usualMs }) =>
    usualMs !== null && usualMs > 0 && durationMs > 0 ? [durationMs / usualMs] : [],
  )
  return ratios.length < FEWEST ? null : median(ratios)
}
