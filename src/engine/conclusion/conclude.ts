import { declaredChanges } from '../../model/cause.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { type Reason, reason } from '../../model/reason.ts'
import { inherits } from '../changes/resolve/inherits.ts'
import { explains } from '../diagnosis/explains.ts'
import { explained } from '../reasons/explained.ts'
import { coverageKept } from '../review/checks/coverage-kept.ts'
import { refusing } from '../review/index.ts'
import { refusalReason } from '../review/refusal-reason.ts'
import { type ConclusionSources, decided, type Tried, WITHOUT_REPAIR } from './decided.ts'
import { isSameChange } from './second-change.ts'
import { stillFailing } from './still-failing.ts'
import { withinLoaded } from './within-loaded.ts'

/**
 * The last rung: the ladder's answer for each test, updated by its repairs. A repair that passes proves its cause. One that fails, or is
 * not found, takes nothing away from what the ladder found: it only adds what the second failure shows.
 */
export function conclude(
  analyses: readonly FailureAnalysis[],
  judged: readonly Tried[],
  sources: ConclusionSources,
): readonly FailureAnalysis[] {
  const repairs = judged.filter(({ judgement }) => judgement.oracle === 'preserved')
  return [...analyses, ...withinLoaded(analyses, repairs)].map((analysis) => {
    const tried = repairs.find(({ judgement }) => judgement.candidate.testIds.includes(analysis.failure.testId))
    if (tried?.judgement.refusal === null) return analysis.verdict === 'obsolete_test' ? analysis : followed(analysis, tried)
    if (!tried && judged.some((one) => isRemovalFor(one, analysis))) return analysis
    if (analysis.verdict !== 'obsolete_test' || (analysis.codeChanges.length === 0 && !tried)) return analysis
    if (tried && isOfOthers(analysis, tried)) return analysis
    return tried ? refused(analysis, tried, sources) : unproven(analysis, reason('no-edit-found', { after: analysis.reason }), sources)
  })
}

/**
 * A repair of its file that changes nothing for this test: it fails as before, and what is followed is not why it is out of date. What others
 * need says nothing of it.
 */
function isOfOthers(analysis: FailureAnalysis, { judgement, runs }: Tried): boolean {
  const second = runs?.secondFailures.find((one) => one.testId === analysis.failure.testId)
  const followed = declaredChanges(judgement.candidate.causes)
  const isNamed = analysis.codeChanges.some((change) => followed.some((one) => isSameChange(one, change)))
  return second !== undefined && !isNamed && analysis.failure.errorMessage.endsWith(second.message) && second.message !== ''
}

/** A test is proposed to go: it is out of date as the ladder says, and that no edit keeps its expectations is no doubt of it. */
function isRemovalFor({ judgement: { candidate } }: Tried, { failure }: FailureAnalysis): boolean {
  return candidate.testIds.includes(failure.testId) && candidate.edits.some(({ effect }) => effect === 'removal')
}

/** Why a repair is not offered, and how this test did with it. */
function refused(analysis: FailureAnalysis, tried: Tried, sources: ConclusionSources): FailureAnalysis {
  const { judgement, runs } = tried
  const { testId } = analysis.failure
  const shown = runs?.removedParameter.find((one) => one.testId === testId)
  const isFound = runs?.secondCauses.some((one) => one.testId === testId && one.hunks.length > 0)
  if (shown && !isFound) return relying(analysis, shown.shownBy)
  const second = runs?.secondFailures.find((one) => one.testId === testId)
  if (second && runs) return stillFailing(analysis, judgement, runs, second, sources)
  const [first] = refusing(judgement.checks)
  const own = runs?.failedOf.find((one) => one.testId === testId)?.failed ?? []
  const after = analysis.reason
  const notOffered = reason('repair-not-offered', { after, refusal: refusalReason(judgement.refusal ?? { kind: 'not_run' }) })
  if (judgement.refusal?.kind === 'confidence') return { ...analysis, ...explained(notOffered) }
  const check = own[0] ?? first
  const failed = check && { after, check: check.name, detail: check.detail }
  if (failed && first && runs && own.length === 0) return { ...analysis, ...explained(reason('repair-refused-for-others', failed)) }
  const passes = runs !== null && own.every(({ name }) => name === coverageKept.name)
  const byCheck = failed && (passes ? reason('passes-but-not-offered', failed) : reason('repair-refused', failed))
  const why = byCheck ?? notOffered
  return { ...analysis, ...explained(why), confidence: Math.min(analysis.confidence, WITHOUT_REPAIR) }
}

/** Out of date, and no repair shows it: less sure, unless the failure names what is gone. */
function unproven(analysis: FailureAnalysis, why: Reason, sources: ConclusionSources): FailureAnalysis {
  const confidence = isNamed(analysis, sources) ? analysis.confidence : Math.min(analysis.confidence, WITHOUT_REPAIR)
  return { ...analysis, ...explained(why), confidence }
}

/** The failure itself says what was replaced, or runs showed that it became asynchronous, which no edit may follow: neither needs a repair as its proof. */
function isNamed({ codeChanges, fields }: FailureAnalysis, { trees }: ConclusionSources): boolean {
  const isAwaited = codeChanges.every(({ kind }) => kind === 'became_async')
  return isAwaited || (fields !== undefined && codeChanges.some((change) => explains(change, fields, inherits(trees.before))))
}

/** The signature shows the removal, callers follow, and without the argument the test fails on the base too. */
function relying(analysis: FailureAnalysis, shownBy: Reason): FailureAnalysis {
  const why = reason('about-removed', { after: analysis.reason, shownBy })
  return { ...decided(analysis, why), verdict: 'removed_behaviour', confidence: 0.9, suggestedStrategies: ['remove_test'] }
}

/** The edit that its neighbours need made this test pass too, with its expectations as they were: the same cause. */
function followed(analysis: FailureAnalysis, { judgement }: Tried): FailureAnalysis {
  const changes = declaredChanges(judgement.candidate.causes)
  // tier C is offered only where a person said yes
  const isAccepted = judgement.tier === 'C' && analysis.reason.code === 'contract-change-maybe-half-done'
  const why = isAccepted
    ? reason('accepted-beside-possible-callers', { after: analysis.reason })
    : reason('passes-with-shared-edit', { changes })
  return {
    ...decided(analysis, why),
    verdict: 'obsolete_test',
    confidence: 0.95,
    codeChanges: [...changes],
    culprits: [],
    culprit: undefined,
  }
}
