import type { FlakyCause, FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import { readFailure } from '../reports/failure-types/index.ts'
import { countOf, rateInterval } from './count.ts'

const MOST_MESSAGES = 5
const MOST_PLACES = 20

const ACTIONS: Readonly<Record<FlakyCause, string>> = {
  order_dependent: 'let each test set up and put back what it needs: the tests named here share it',
  async_wait: 'wait for the condition that the test needs, not for a time',
  concurrency: 'make the threads or processes agree on who is first, or give each its own data',
  time: 'give the code its clock and its time zone, and fix both in the test',
  randomness: 'give the code its seed, and fix it in the test',
  network: 'answer from a stand-in on this machine, not from the network',
  shared_state: 'put back what the test changes outside of itself',
  resource_leak: 'close what the test opens',
  unordered_collection: 'compare without an order, or sort before comparing',
  filesystem: 'write to a temporary folder of the test and start from an empty one',
  platform: 'state what the test needs of its machine, and skip it elsewhere',
  unknown: 'quarantine it with an owner and an expiry, and look at what it shares with the run before it',
}

/** How a test ended in one run. */
export type TestEnd = { readonly outcome: 'passed' | 'failed'; readonly durationMs: number; readonly failure: ProbedFailure | null }

/** What is said of one test from these runs of it. */
export function flakyTestResult(
  test: Pick<FlakyTestResult, 'testId' | 'testName'>,
  runs: readonly TestEnd[],
  judged: Pick<FlakyTestResult, 'isFlaky' | 'flakinessScore' | 'rootCauses'>,
): FlakyTestResult {
  const count = countOf(runs.map(({ outcome }) => outcome))
  const times = runs.map(({ durationMs }) => durationMs)
  const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length)
  const failures = runs.flatMap(({ failure }) => failure ?? [])
  const [cause] = judged.rootCauses
  const places = placesOf(failures)
  return {
    ...{ testId: test.testId, testName: test.testName, ...judged },
    interval: rateInterval(count),
    ...{ totalRuns: count.runs, passCount: count.runs - count.failed, failCount: count.failed },
    passRate: count.runs === 0 ? 0 : 1 - count.failed / count.runs,
    executionTimes: times,
    meanTimeMs: mean,
    stdDevTimeMs: Math.sqrt(times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / Math.max(1, times.length)),
    failureTypes: [...new Set(failures.map((failure) => readFailure(failure).type))],
    failureMessages: [...new Set(failures.map(({ message }) => message))].slice(0, MOST_MESSAGES),
    ...(places.length > 0 ? { failurePlaces: places } : {}),
    recommendedAction: judged.isFlaky
      ? ACTIONS[cause?.cause ?? 'unknown']
      : 'nothing: no two runs under equal conditions ended differently',
  }
}

function placesOf(failures: readonly ProbedFailure[]): { file: string; line: number }[] {
  const places = failures.flatMap(({ frames }) => frames.flatMap(({ file, line }) => (file === null ? [] : [{ file, line }])))
  return [...new Map(places.map((place) => [`${place.file} ${place.line}`, place])).values()].slice(0, MOST_PLACES)
}
