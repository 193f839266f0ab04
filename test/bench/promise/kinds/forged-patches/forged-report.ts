import type { Candidate } from '../../../../../src/model/candidate.ts'
import type { FailureAnalysis } from '../../../../../src/model/failure-analysis.ts'
import type { HealReport } from '../../../../../src/protocol/heal-report.ts'
import { PROTOCOL_VERSION } from '../../../../../src/protocol/version.ts'
import type { ReportCase } from '../../../../../src/server/intake/report-case.ts'
import { JOB, tree } from '../../../../server/intake/report-case.ts'
import { failureAnalysis } from '../../../../support/failure-analysis.ts'
import { saying } from '../../../../support/reasons.ts'
import type { ForgedCase, LaidOut, Texts } from './forged-case.ts'

/** The one failing test, out of date beyond doubt: a claim like everything in a report. */
export function analysisOf({ framework }: ForgedCase, { test }: LaidOut): FailureAnalysis {
  const title = framework === 'pytest' ? 'test_sums' : 'sums up'
  const testId = framework === 'pytest' ? `${test}::${title}` : `${test} > ${title}`
  return failureAnalysis(
    {
      testId,
      testName: title,
      testFile: test,
      lineNumber: 1,
      failureType: 'attribute_error',
      testFramework: framework,
      errorMessage: 'it has no such attribute',
    },
    { ...saying('the name that it uses was replaced'), verdict: 'obsolete_test', confidence: 0.99 },
  )
}

/** A report which says that every run passed. */
export function reportOf(one: ForgedCase, laid: LaidOut, head: Texts, candidate: Candidate): ReportCase {
  const passed = (name: string) => ({ name, outcome: 'passed' as const, detail: '3 runs' })
  const report: HealReport = {
    ...{ protocol: PROTOCOL_VERSION, healing: JOB.healing, generation: JOB.generation, nonce: JOB.nonce, runnerVersion: '0.1.0' },
    evidence: { analyses: [analysisOf(one, laid)], flakyTests: [], healingTimeMs: 1, frameworkMs: 1 },
    candidates: [candidate],
    runs: [
      {
        candidate: candidate.id,
        checks: [
          'parses',
          'test-files-only',
          'oracle-preserved',
          'callers-follow',
          'passes-alone',
          'passes-together',
          'nothing-else-broke',
          'coverage-kept',
        ].map(passed),
        ...{ failedOf: [], secondFailures: [], removedParameter: [], secondCauses: [], tookMs: 1 },
      },
    ],
  }
  const now = tree(head)
  return {
    job: { ...JOB, framework: one.framework },
    reportBytes: new TextEncoder().encode(JSON.stringify(report)),
    settings: { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: [], HEALING_CONFIDENCE_THRESHOLD: 0.7 },
    trees: { head: now, tested: now, base: tree({ ...laid.base, [laid.test]: laid.before }) },
    commitMessages: [],
    ciOutcomes: { tests: new Map(), isComplete: true },
    ciMessages: new Map(),
    accepted: [],
  }
}
