import type { Beta } from './beta.ts'
import { type Count, isMixed } from './count.ts'
import { FLAKY_RATE, FLAKY_SHARE } from './flaky-probability.ts'

/** How often a change breaks a test: assumed, and rather too high, so that real failures are not taken for flakes. */
const BROKEN = 0.01

/**
 * How likely a test is flaky after what CI saw of it: `trees` are its runs on equal trees in equal environments, oldest first. Both outcomes
 * on one tree prove it. Else a tree on which it failed speaks for a flake where the trees before and after it passed, and for a change that
 * broke it where those fail as well.
 */
export function historyProbability(trees: readonly Count[]): number {
  if (trees.some(isMixed)) return 1
  const failed = trees.reduce((sum, one) => sum + one.failed, 0)
  const passed = trees.reduce((sum, one) => sum + one.runs - one.failed, 0)
  const breaks = trees.filter((one, index) => one.failed > 0 && (trees[index - 1]?.failed ?? 0) === 0).length
  const flaky = FLAKY_SHARE * inThisOrder(FLAKY_RATE, failed, passed)
  const stable = (1 - FLAKY_SHARE) * BROKEN ** breaks
  return flaky / (flaky + stable)
}

/** The probability of exactly these failures and passes, in one order. */
function inThisOrder({ a, b }: Beta, failed: number, passed: number): number {
  let product = 1
  for (let index = 0; index < failed; index += 1) product *= (a + index) / (a + b + index)
  for (let index = 0; index < passed; index += 1) product *= (b + index) / (a + b + failed + index)
  return product
}
