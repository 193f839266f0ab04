import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import { type Seen, seenIn } from '../diagnosis/test-evidence.ts'
import { flakyTestResult, type TestEnd } from '../flakiness/flaky-test-result.ts'
import { doubtfulTests } from './doubtful-tests.ts'

const BY_FILES = { cause: 'shared_state', evidence: 'it fails only where a run of it left files behind for the next one' } as const
const NOT_TRIED = { cause: 'unknown', evidence: 'no experiment was made: `suture flaky` makes them' } as const

/** What our own runs of the flaky tests showed. */
export function flakyResults(reproduction: Reproduction, analyses: readonly FailureAnalysis[]): FlakyTestResult[] {
  const flaky = analyses.filter(({ verdict, failure }) => verdict === 'flaky' && failure.testFramework === reproduction.framework)
  const known = new Map(doubtfulTests(reproduction).map((subject) => [subject.id, subject]))
  return flaky.flatMap(({ failure: { testId, testName } }) => {
    const subject = known.get(testId)
    if (subject === undefined) return []
    const ends = (runs: Reproduction['reruns']) => runs.flatMap((run) => endOf(seenIn(run, subject)))
    const clean = ends([reproduction.first, ...reproduction.reruns, ...(reproduction.again ? [reproduction.again] : [])])
    const isClean = clean.every(({ outcome }) => outcome === 'passed')
    const runs = [...clean, ...ends(reproduction.secondRun?.head ?? [])]
    // both outcomes under equal conditions are proof
    const judged = { isFlaky: true, flakinessScore: 1, rootCauses: [isClean ? BY_FILES : NOT_TRIED] }
    return [flakyTestResult({ testId, testName }, runs, judged)]
  })
}

function endOf({ outcome, record }: Seen): readonly TestEnd[] {
  if (outcome !== 'passed' && outcome !== 'failed') return []
  return [{ outcome, durationMs: record?.durationMs ?? 0, failure: record?.failure ?? null }]
}
