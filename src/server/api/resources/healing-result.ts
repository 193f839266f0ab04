import type { FailureAnalysis } from '../../../model/failure-analysis.ts'
import { FrameworkName } from '../../../model/framework-name.ts'
import type { HealingResult } from '../../../model/result/healing-result.ts'
import { TestRepair } from '../../../model/test-repair.ts'
import type { Healing } from '../../history/healings/healing.ts'
import { isFinished } from '../../history/healings/healing-state.ts'
import type { Repair } from '../../history/healings/repairs.ts'
import type { StoredFailure } from '../../history/test-failures.ts'
import type { Answer } from '../../triage/answer.ts'
import { readHealingOutcome } from '../../triage/healing-outcome.ts'

const FIX = 'comment `/heal` in the pull request, or ask for it here again'

/**
 * What a healing came to, in the words of the command line's result. Null while it is at work. Its repairs are those of the last generation, with
 * the server's own word on which are offered. What nobody measured is 0: the time that one failing test took, and that of the framework.
 */
export function healingResultOf(healing: Healing, failures: readonly StoredFailure[], repairs: readonly Repair[]): HealingResult | null {
  if (!isFinished(healing.state)) return null
  const { outcome } = readHealingOutcome(healing.result)
  const byTest = new Map(failures.map((failure) => [failure.test.testId, failure]))
  const analysed = outcome.answers.flatMap((answer) => {
    const failure = byTest.get(answer.testId)
    const framework = FrameworkName.safeParse(failure?.test.framework)
    return failure && framework.success ? [{ answer, analysis: analysisOf(answer, failure, framework.data, repairs) }] : []
  })
  const named = new Set(analysed.map(({ answer }) => answer))
  const unnamed = outcome.answers.filter((answer) => !named.has(answer))
  const found = repairs.filter(({ generation }) => generation === healing.generation).flatMap((repair) => repairOf(repair, analysed))
  const repaired = new Set(found.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds))
  const timeMs = (healing.finishedAt ?? healing.updatedAt).getTime() - healing.createdAt.getTime()
  const total = analysed.length // a job that failed without a test is a note
  return {
    ...{ schemaVersion: 1, base: healing.baseSha ?? '', head: healing.headSha, totalFailures: total },
    ...{
      successfulRepairs: repaired.size,
      failedRepairs: found.filter(({ accepted }) => !accepted).flatMap(({ testIds }) => testIds).length,
    },
    flakyTestsDetected: outcome.answers.filter(({ verdict }) => verdict === 'flaky').length,
    ...{ analyses: analysed.map(({ analysis }) => analysis), repairs: found, flakyTests: [], optimizations: [] },
    ...{ repairSuccessRate: total === 0 ? 0 : repaired.size / total, totalTimeSavedMs: 0 },
    ...{ healingTimeMs: timeMs, timings: { frameworkMs: 0, ownMs: timeMs } },
    ...(healing.reason === null ? {} : { error: { code: healing.state, message: healing.reason, fix: FIX } }),
    notes: [...outcome.notes, ...unnamed.map(({ jobs, testId, rootCause }) => `${testId || jobs.join(', ')}: ${rootCause}`)],
    ...{ timestamp: (healing.finishedAt ?? healing.updatedAt).toISOString(), patch: outcome.offer?.patch ?? '' },
  }
}

function analysisOf(answer: Answer, failure: StoredFailure, testFramework: FrameworkName, repairs: readonly Repair[]): FailureAnalysis {
  const { testId, name, file } = failure.test
  const mine = repairs.filter(({ testIds }) => testIds.includes(testId))
  const { verdict, reason, rootCause, confidence, codeChanges, dependencyChanges, evidence, values, culprits, frame } = answer
  const [culprit] = culprits
  return {
    failure: {
      ...{
        testId,
        testName: name,
        testFile: file ?? answer.testFile ?? '',
        failureType: failure.failureType,
        errorMessage: failure.message,
      },
      ...{ stackTrace: failure.stack, lineNumber: failure.line, targetFile: frame?.file ?? null, targetFunction: frame?.function ?? null },
      ...{ testFramework, executionTimeMs: 0, timestamp: failure.at.toISOString(), retryCount: failure.repetition, previousRepairs: [] },
    },
    ...{ verdict, reason, rootCause, confidence, codeChanges, dependencyChanges, evidence, values, culprits },
    suggestedStrategies: [...new Set(mine.map(({ strategy }) => strategy))],
    similarFailures: answer.similarFailures.map(({ testId: other, headSha, verdict: was }) => `${other} at ${headSha}: ${was}`),
    ...(culprit ? { culprit } : {}),
  }
}

/** The runner's own account, but for what the server decides: tier, oracle, and whether it is offered. */
function repairOf(
  { detail, tier, oracle, offered, testIds }: Repair,
  analysed: readonly { readonly answer: Answer }[],
): readonly TestRepair[] {
  const { success, data } = TestRepair.safeParse(detail)
  const mine = analysed.filter(({ answer }) => testIds.includes(answer.testId))
  const [first] = mine
  if (!success || !first) return []
  // one that passed its review may still be withheld: CI's failure was another one
  const accepted = offered && mine.every(({ answer }) => answer.repair.outcome === 'offered')
  return [{ ...data, failureAnalysis: analysed.indexOf(first), tier, oracle, accepted }]
}
