import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import { doubtfulTests } from './doubtful-tests.ts'

/** What our own runs of a flaky test showed; the interval is Wilson's for 95 %, its source any textbook of statistics. */
export function flakyResults(reproduction: Reproduction, analyses: readonly FailureAnalysis[]): FlakyTestResult[] {
  const flaky = analyses.filter(({ verdict, failure }) => verdict === 'flaky' && failure.testFramework === reproduction.framework)
  const known = new Map(doubtfulTests(reproduction).map((subject) => [subject.id, subject]))
  return flaky.flatMap(({ failure: { testId, testName } }) => {
    const subject = known.get(testId)
    if (subject === undefined) return []
    const clean = [reproduction.first, ...reproduction.reruns, ...(reproduction.again ? [reproduction.again] : [])]
    const isClean = clean.every((run) => seenIn(run, subject).outcome === 'passed')
    const seen = [...clean, ...(reproduction.secondRun?.head ?? [])]
      .map((run) => seenIn(run, subject))
      .filter(({ outcome }) => outcome === 'passed' || outcome === 'failed')
    const failed = seen.filter(({ outcome }) => outcome === 'failed')
    const times = seen.map(({ record }) => record?.durationMs ?? 0)
    const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length)
    const failures = failed.flatMap(({ record }) => record?.failure ?? [])
    return {
      testId,
      testName,
      isFlaky: true,
      flakinessScore: failed.length / seen.length,
      interval: wilson(failed.length, seen.length),
      totalRuns: seen.length,
      passCount: seen.length - failed.length,
      failCount: failed.length,
      passRate: 1 - failed.length / seen.length,
      executionTimes: times,
      meanTimeMs: mean,
      stdDevTimeMs: Math.sqrt(times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / Math.max(1, times.length)),
      failureTypes: ['flaky'],
      failureMessages: [...new Set(failures.map(({ message }) => message))],
      rootCauses: [
        isClean
          ? { cause: 'shared_state', evidence: 'it fails only where a run of it left files behind for the next one' }
          : { cause: 'unknown', evidence: 'no experiment was made' },
      ],
      recommendedAction: 'quarantine it with an owner and an expiry, and look for what it shares with the run before it',
    }
  })
}

function wilson(failed: number, runs: number): [number, number] {
  const z = 1.96
  const p = failed / runs
  const centre = (p + (z * z) / (2 * runs)) / (1 + (z * z) / runs)
  const half = (z / (1 + (z * z) / runs)) * Math.sqrt((p * (1 - p)) / runs + (z * z) / (4 * runs * runs))
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
