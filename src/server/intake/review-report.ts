import { conclude } from '../../engine/conclusion/conclude.ts'
import { testRepair } from '../../engine/conclusion/test-repair.ts'
import type { Sources } from '../../engine/diagnosis/sources/sources.ts'
import type { Framework } from '../../engine/frameworks/framework.ts'
import { frameworkNamed } from '../../engine/frameworks/index.ts'
import { withSettings } from '../../engine/frameworks/with-settings.ts'
import type { Parsers } from '../../engine/languages/parsers.ts'
import type { EditedFile } from '../../engine/repair/edited-files.ts'
import { sharedFiles } from '../../engine/repair/passed-tests.ts'
import { draftsFor, reportedOnly } from '../../engine/repair/test-drafts.ts'
import { TEXT_CHECKS } from '../../engine/review/checks/index.ts'
import { gapsOf } from '../../engine/review/gaps.ts'
import { isOpenProposal, type Judgement, judge, type Refusal, withoutContradictions } from '../../engine/review/judge.ts'
import { refusalReason } from '../../engine/review/refusal-reason.ts'
import { reviewCandidate } from '../../engine/review/review-candidate.ts'
import { candidateWitnesses } from '../../engine/review/witnesses/candidate-witnesses.ts'
import type { Candidate } from '../../model/candidate.ts'
import { declaredChanges } from '../../model/cause.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { HealReport } from '../../protocol/heal-report.ts'
import { coversGaps, isWhatWasAccepted } from './accepted-edits.ts'
import { type CiMessages, confirmedFields } from './confirmed-fields.ts'
import { deriveCandidate } from './derive-candidate.ts'
import { tooLarge, withinLimits } from './diff-limits.ts'
import { type CiOutcomes, PASSED_TESTS_UNCHANGED, passedTestsUnchanged } from './passed-tests-unchanged.ts'
import type { ReportCase, VerifiedRepair } from './report-case.ts'

type Reviewing = {
  readonly settings: ReportCase['settings']
  readonly parsers: Parsers
  readonly ciOutcomes: CiOutcomes
  readonly ciMessages: CiMessages
  readonly accepted: ReportCase['accepted']
  /** Both trees in a framework's language; `null` where they are too large to be compared. */
  readonly sourcesOf: ((framework: Framework) => Promise<Sources>) | null
}

type Reviewed = { readonly analyses: readonly FailureAnalysis[]; readonly repairs: readonly VerifiedRepair[] }

/**
 * What the server itself says of a report: edits that it derived, tiers that it made, answers that it concluded. The report says which
 * candidates were run and what the runs showed. One framework after the other, as their sources differ.
 */
export async function reviewReport(report: HealReport, reviewing: Reviewing): Promise<Reviewed> {
  const { analyses: reported } = report.evidence
  const concluded = new Map<FailureAnalysis, FailureAnalysis>()
  const within: FailureAnalysis[] = []
  const repairs: VerifiedRepair[] = []
  for (const [name, own] of Map.groupBy(reported, ({ failure }) => failure.testFramework)) {
    const ids = new Set(own.map(({ failure }) => failure.testId))
    const framework = frameworkNamed(name)
    if (framework === null) continue
    // of a file that did not load, whoever loads it again knows the tests
    const isKnown = (testId: string): boolean => ids.has(testId) || ids.has(framework.testRef(testId, ids)?.file ?? '')
    const candidates = report.candidates.filter(({ testIds }) => testIds.length > 0 && testIds.every(isKnown))
    const part = await reviewFramework(withSettings(framework, reviewing.settings), own, candidates, report, reviewing)
    for (const [index, analysis] of own.entries()) concluded.set(analysis, part.analyses[index] ?? analysis)
    within.push(...part.analyses.slice(own.length))
    repairs.push(...part.repairs)
  }
  return { analyses: [...reported.map((analysis) => concluded.get(analysis) ?? analysis), ...within], repairs }
}

/** Checks that the server makes itself: what a report says of them is dropped. */
const OWN_CHECKS: ReadonlySet<string> = new Set([...TEXT_CHECKS, PASSED_TESTS_UNCHANGED])

async function reviewFramework(
  framework: Framework,
  analyses: readonly FailureAnalysis[],
  candidates: readonly Candidate[],
  report: HealReport,
  { settings, parsers, ciOutcomes, ciMessages, accepted, sourcesOf }: Reviewing,
): Promise<Reviewed> {
  const at = analyses[0]?.failure.timestamp ?? ''
  const runsOf = new Map(report.runs.map((runs) => [runs.candidate, runs]))
  if (sourcesOf === null) {
    const judged = candidates.map((candidate) => ({ judgement: refused(candidate, { kind: 'too_large' }), runs: null, files: [] }))
    return { analyses, repairs: judged.map((one) => verified(one, analyses, at)) }
  }
  const sources = await sourcesOf(framework)
  const read = { sources, framework, parsers }
  const judgeClaimed = (claimed: Candidate): { readonly judgement: Judgement; readonly files: readonly EditedFile[] } => {
    const large = tooLarge(claimed.edits)
    if (large !== null) return { judgement: refused(claimed, large), files: [] }
    const own = analyses.filter(({ failure }) => claimed.testIds.includes(failure.testId))
    const asking = own
      .filter(({ failure }) => claimed.askedBy.includes(failure.testId))
      .map((analysis) => confirmedFields(analysis, ciMessages))
    const drafts = asking.flatMap((analysis) => draftsFor(reportedOnly(analysis), read).drafts)
    const derived = deriveCandidate(claimed, drafts, sources)
    if (derived.outcome === 'refused') return { judgement: refused(claimed, { kind: 'foreign_edit', reason: derived.reason }), files: [] }
    const { candidate } = derived
    const reviewed = reviewCandidate(candidate, read, asking)
    if (reviewed === null)
      return { judgement: refused(claimed, { kind: 'foreign_edit', reason: 'its edits do not fit the commit' }), files: [] }
    const runChecks = (runsOf.get(claimed.id)?.checks ?? []).filter(({ name }) => !OWN_CHECKS.has(name))
    const isReach = (path: string) => candidate.edits.every(({ file, effect }) => file !== path || effect === 'reach')
    const shared = sharedFiles(candidate.edits, { headFiles: sources.headFiles, parsers })
    const following = new Set([...shared].filter(isReach))
    const checks = [...reviewed.review.checks, passedTestsUnchanged(reviewed.files, ciOutcomes, parsers, following)]
    const gaps = gapsOf(candidate.edits, runChecks)
    const judgement = judge({
      ...{ candidate, review: { ...reviewed.review, checks }, runChecks, analyses: own, asking },
      isAccepted: accepted.some((one) => isWhatWasAccepted(one, candidate) && coversGaps(one, gaps)),
      // what the runner found is nobody's word: the texts are read again
      witnesses: candidateWitnesses(candidate, sources),
      threshold: settings.HEALING_CONFIDENCE_THRESHOLD,
    })
    return { judgement, files: reviewed.files }
  }
  const found = candidates.map(judgeClaimed)
  const judged = withinLimits(withoutContradictions(found.map(({ judgement }) => judgement))).map((judgement, index) => ({
    judgement,
    runs: runsOf.get(judgement.candidate.id) ?? null,
    files: found[index]?.files ?? [],
  }))
  const concluded = conclude(analyses, judged, sources)
  return { analyses: concluded, repairs: judged.map((one) => verified(one, concluded, at)) }
}

/** Nothing that the texts allow: no run and no other check can make up for it. */
function refused(candidate: Candidate, refusal: Refusal): Judgement {
  return { candidate, tier: 'refused', oracle: 'changed', checks: [], confidence: candidate.confidence, refusal, witnesses: [] }
}

function verified(judged: Parameters<typeof testRepair>[0], analyses: readonly FailureAnalysis[], at: string): VerifiedRepair {
  const { judgement } = judged
  const repair = testRepair(judged, analyses, at)
  return {
    repair,
    tier: repair.tier,
    refusal: judgement.refusal && refusalReason(judgement.refusal),
    isProposal: isOpenProposal(judgement),
    ownChecks: judgement.checks.filter(({ name }) => OWN_CHECKS.has(name)),
    claimedChecks: judgement.checks.filter(({ name }) => !OWN_CHECKS.has(name)),
    changes: declaredChanges(judgement.candidate.causes),
    edits: judgement.candidate.edits,
    causes: judgement.candidate.causes,
  }
}
