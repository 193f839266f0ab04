import type { FailureAnalysis } from '../../model/failure-analysis.ts'

/** The tests whose new behaviour a person calls intended: these, or all that are proposed. */
export type AcceptedTests = 'all' | ReadonlySet<string>

/**
 * Whether a person said yes to a candidate: to every test that it is for. Where the evidence says that the product broke, 'all' is no yes:
 * who accepts that has read it, and names the test.
 */
export function isAccepted(accepted: AcceptedTests, testIds: readonly string[], analyses: readonly FailureAnalysis[]): boolean {
  if (accepted !== 'all') return testIds.every((testId) => accepted.has(testId))
  return !pointsToBug(testIds, analyses)
}

/** Whether a failing test of these points to a bug: then nobody is offered a quick yes. */
export function pointsToBug(testIds: readonly string[], analyses: readonly FailureAnalysis[]): boolean {
  return analyses.some(({ failure, verdict }) => verdict === 'product_regression' && testIds.includes(failure.testId))
}
