import { allFail } from './beta.ts'
import { type Count, isMixed } from './count.ts'

/** 811 of 22,245 tests were flaky in 10,000 runs of each (the FlakeFlagger study's run table). */
export const FLAKY_SHARE = 811 / 22_245

/** Of those tests: a Beta distribution whose upper quartile and upper tenth are the published failure rates (0.166 and 0.554). */
export const FLAKY_RATE = { a: 0.17, b: 1 }

/** How likely a test is flaky after so many runs on one tree: both outcomes prove it, many equal ones make it less and less likely. */
export function flakyProbability(count: Count): number {
  if (isMixed(count)) return 1
  const { a, b } = FLAKY_RATE
  const alike = count.failed === 0 ? allFail({ a: b, b: a }, count.runs) : allFail(FLAKY_RATE, count.runs)
  return (FLAKY_SHARE * alike) / (1 - FLAKY_SHARE + FLAKY_SHARE * alike)
}
