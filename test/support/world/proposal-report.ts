import type { Candidate } from '../../../src/model/candidate.ts'
import { hunkCause } from '../../../src/model/cause.ts'
import { reason } from '../../../src/model/reason.ts'
import type { Verdict } from '../../../src/model/verdict.ts'
import type { HealJob } from '../../../src/protocol/heal-job.ts'
import type { HealReport } from '../../../src/protocol/heal-report.ts'
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts'
import { failureAnalysis } from '../failure-analysis.ts'
import { saying } from '../reasons.ts'

/** One expectation that a run found to have changed, by its source text in the test file, and the line of the product behind it. */
export type ChangedValue = {
  readonly testId: string
  readonly before: string
  readonly after: string
  readonly product: { readonly file: string; readonly line: number }
  readonly verdict?: Verdict
}

/** What the runner would report of changed values, without running anything: every check passed, and nobody says that they were meant. */
export function proposalReport(texts: ReadonlyMap<string, string>, job: HealJob, changed: readonly ChangedValue[]): HealReport {
  const candidates = changed.map((one, index) => candidateOf(texts, one, index))
  const passed = (name: string) => ({ name, outcome: 'passed' as const, detail: '3 runs' })
  return {
    ...{ protocol: PROTOCOL_VERSION, healing: job.healing, generation: job.generation, nonce: job.nonce, runnerVersion: '0.1.0' },
    evidence: { analyses: changed.map(analysisOf), flakyTests: [], healingTimeMs: 20, frameworkMs: 10 },
    candidates,
    runs: candidates.map(({ id }) => ({
      candidate: id,
      checks: ['passes-alone', 'passes-together', 'nothing-else-broke', 'fails-without-change'].map(passed),
      ...{ failedOf: [], secondFailures: [], removedParameter: [], secondCauses: [], tookMs: 10 },
    })),
  }
}

function analysisOf({ testId, before, after, product, verdict = 'behaviour_changed' }: ChangedValue) {
  const [testFile = ''] = testId.split('::')
  const why =
    verdict === 'behaviour_changed'
      ? { reason: reason('behaviour-changed', { places: [product], more: 0, signs: [], against: [] }), rootCause: 'it changed' }
      : saying('the product looks broken')
  const culprit = { ...product, hunk: `-the line before\n+the line now` }
  return failureAnalysis(
    { testId, testFile, failureType: 'assertion_failed', errorMessage: `assert ${after} == ${before}` },
    { verdict, ...why, confidence: 0.5, values: { expected: before, actual: after }, culprits: [culprit], culprit },
  )
}

function candidateOf(texts: ReadonlyMap<string, string>, { testId, before, after, product }: ChangedValue, index: number): Candidate {
  const [file = ''] = testId.split('::')
  const start = texts.get(file)?.indexOf(before) ?? -1
  if (start < 0) throw new Error(`${file} holds no ${before}`)
  const range = { line: product.line, count: 1 }
  const cause = hunkCause({ file: product.file, oldFile: product.file, before: range, after: range }, null)
  return {
    ...{
      id: `${file}#update_assertion(${index + 1})`,
      testIds: [testId],
      askedBy: [testId],
      strategy: 'update_assertion',
      origin: 'rule',
      round: 0,
    },
    causes: [cause],
    edits: [
      {
        file,
        range: { start, end: start + before.length },
        replacement: after,
        effect: 'expectation',
        value: { before, after },
        causes: [cause.id],
      },
    ],
    confidence: 0.5,
  }
}
