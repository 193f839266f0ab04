import { readSources } from '../../../src/engine/diagnosis/sources/sources.ts'
import type { Framework } from '../../../src/engine/frameworks/framework.ts'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { groupCandidates } from '../../../src/engine/repair/group-candidates.ts'
import { draftsFor, reportedOnly } from '../../../src/engine/repair/test-drafts.ts'
import type { Candidate } from '../../../src/model/candidate.ts'
import type { FailureAnalysis } from '../../../src/model/failure-analysis.ts'
import type { CandidateRuns } from '../../../src/model/runs/candidate-runs.ts'
import { subjectTitle } from '../../../src/model/test-ref.ts'
import type { Verdict } from '../../../src/model/verdict.ts'
import type { HealJob } from '../../../src/protocol/heal-job.ts'
import type { HealReport } from '../../../src/protocol/heal-report.ts'
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts'
import type { Fixture } from '../fixture.ts'
import { testParsers } from '../grammars.ts'
import { subjectOf } from '../probed.ts'
import { saying } from '../reasons.ts'

const AT = '2026-11-24T10:00:00.000Z'

function analysisOf({ name }: Framework, testId: string, verdict: Verdict): FailureAnalysis {
  const subject = subjectOf(testId)
  const error = name === 'pytest' ? 'AttributeError: it has no such attribute' : 'TypeError: it is not a function'
  return {
    failure: {
      ...{ testId, testName: subjectTitle(subject), testFile: subject.file, failureType: 'attribute_error' },
      ...{ errorMessage: error, stackTrace: '', lineNumber: 1, targetFile: null, targetFunction: null, testFramework: name },
      ...{ executionTimeMs: 1, timestamp: AT, retryCount: 0, previousRepairs: [] },
    },
    ...{ verdict, ...saying('the name that it uses was replaced'), confidence: 0.99, codeChanges: [], dependencyChanges: [] },
    ...{ suggestedStrategies: ['rename_symbol'], evidence: [], similarFailures: [], values: null, culprits: [] },
  }
}

/** Runs in which everything went well. */
function passed({ id }: Candidate): CandidateRuns {
  return {
    candidate: id,
    checks: [
      { name: 'passes-alone', outcome: 'passed', detail: '3 runs' },
      { name: 'passes-together', outcome: 'passed', detail: 'among 3 tests' },
      { name: 'passes-together', outcome: 'passed', detail: '3 runs' },
    ],
    ...{ failedOf: [], secondFailures: [], removedParameter: [], secondCauses: [], tookMs: 10 },
  }
}

/** What the runner would report of a fixture's breaking commit, without running it: the repairs that its texts ask for, or the verdict. */
export async function fixtureReport(fixture: Fixture, job: HealJob, verdict: Verdict = fixture.verdict): Promise<HealReport> {
  const framework = frameworkNamed(fixture.framework)
  if (framework === null) throw new Error(`there is no framework ${fixture.framework}`)
  const failing = job.tests.length > 0 ? job.tests : fixture.failing
  const analyses = failing.map((testId) => analysisOf(framework, testId, verdict))
  const candidates = verdict === 'obsolete_test' ? await candidatesOf(fixture, framework, analyses) : []
  return {
    ...{ protocol: PROTOCOL_VERSION, healing: job.healing, generation: job.generation, nonce: job.nonce, runnerVersion: '0.1.0' },
    evidence: { analyses, flakyTests: [], healingTimeMs: 20, frameworkMs: 10 },
    candidates,
    runs: candidates.map(passed),
  }
}

async function candidatesOf({ before, head }: Fixture, framework: Framework, analyses: readonly FailureAnalysis[]): Promise<Candidate[]> {
  const trees = { base: before, head }
  const paths = [...new Set([...before.keys(), ...head.keys()])].sort()
  const changes = paths
    .map((path) => ({ path, before: before.get(path) ?? null, after: head.get(path) ?? null }))
    .filter((change) => change.before !== change.after)
  const texts = {
    listFiles: async (tree: 'base' | 'head') => [...trees[tree].keys()].sort(),
    readFile: async (tree: 'base' | 'head', path: string) => trees[tree].get(path) ?? null,
    changes: async () => changes,
  }
  const parsers = await testParsers()
  const sources = await readSources(texts, framework, parsers)
  const tests = analyses.map((analysis) => ({
    testId: analysis.failure.testId,
    drafts: draftsFor(reportedOnly(analysis), { sources, framework, parsers }).drafts.slice(0, 1),
  }))
  return [...groupCandidates(tests, () => []).candidates]
}
