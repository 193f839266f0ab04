import type { FailureAnalysis } from '../../../src/model/failure-analysis.ts'
import type { TestRepair } from '../../../src/model/test-repair.ts'
import type { Verdict } from '../../../src/model/verdict.ts'
import type { HealJob } from '../../../src/protocol/heal-job.ts'
import type { HealReport } from '../../../src/protocol/heal-report.ts'
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts'
import type { Fixture } from '../fixture.ts'

const AT = '2026-11-24T10:00:00.000Z'
const fileOf = (testId: string): string => testId.split(/::| > /)[0] ?? testId

function analysis(fixture: Fixture, testId: string, verdict: Verdict): FailureAnalysis {
  const error = fixture.framework === 'pytest' ? 'AttributeError: it has no such attribute' : 'TypeError: it is not a function'
  return {
    failure: {
      ...{ testId, testName: testId.split(/::| > /).at(-1) ?? testId, testFile: fileOf(testId), failureType: 'attribute_error' },
      ...{ errorMessage: error, stackTrace: '', lineNumber: 1, targetFile: null, targetFunction: null, testFramework: fixture.framework },
      ...{ executionTimeMs: 1, timestamp: AT, retryCount: 0, previousRepairs: [] },
    },
    ...{ verdict, rootCause: 'the name that it uses was replaced', confidence: 0.99, codeChanges: [], dependencyChanges: [] },
    ...{ suggestedStrategies: ['rename_symbol'], evidence: [], similarFailures: [], values: null, culprits: [] },
  }
}

/** The first differing line stands for the whole edit. */
function repair(before: string, after: string, path: string, testIds: readonly string[], index: number): TestRepair {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const at = old.findIndex((line, row) => line !== now[row])
  const change = { file: path, line: at + 1, before: old[at] ?? '', after: now[at] ?? '', why: 'follows the new name' }
  return {
    ...{
      repairId: `repair-${index}`,
      failureAnalysis: index,
      testIds: [...testIds],
      strategy: 'rename_symbol',
      tier: 'A',
      oracle: 'preserved',
    },
    ...{ origin: 'rule', originalCode: before, repairedCode: after, changes: [change], expectations: [], accepted: true },
    checks: [
      { name: 'passes alone', outcome: 'passed', detail: '3 runs' },
      { name: 'passes with its file', outcome: 'passed', detail: '3 runs' },
    ],
    ...{ syntaxValid: true, testPasses: true, coverageMaintained: null, strengthMaintained: null, reverseCheck: null },
    ...{ confidence: 0.95, repairTimeMs: 10, createdAt: AT },
  }
}

/** What the runner would report of a fixture's breaking commit, without running it: the expected repairs, or the verdict. */
export function fixtureReport(fixture: Fixture, job: HealJob, verdict: Verdict = fixture.verdict): HealReport {
  const failing = job.tests.length > 0 ? job.tests : fixture.failing
  const expected = verdict === 'obsolete_test' ? [...fixture.expected] : []
  const repairs = expected.map(([path, text], index) =>
    repair(
      fixture.head.get(path) ?? '',
      text,
      path,
      failing.filter((id) => fileOf(id) === path),
      index,
    ),
  )
  return {
    ...{ protocol: PROTOCOL_VERSION, healing: job.healing, generation: job.generation, nonce: job.nonce, runnerVersion: '0.1.0' },
    result: {
      ...{ schemaVersion: 1, base: job.base, head: job.head, totalFailures: failing.length, successfulRepairs: repairs.length },
      ...{ failedRepairs: 0, flakyTestsDetected: 0, analyses: failing.map((testId) => analysis(fixture, testId, verdict)), repairs },
      ...{ flakyTests: [], optimizations: [], repairSuccessRate: repairs.length > 0 ? 1 : 0, totalTimeSavedMs: 0, healingTimeMs: 20 },
      ...{ timings: { frameworkMs: 10, ownMs: 10 }, timestamp: AT, patch: '' },
    },
    files: expected.map(([path, content]) => ({ path, content })),
  }
}
