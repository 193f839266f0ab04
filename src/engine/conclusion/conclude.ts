import type { CandidateRuns, SecondFailure } from '../../model/candidate-runs.ts'
import { declaredChanges } from '../../model/cause.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { type Reason, reason } from '../../model/reason.ts'
import { inherits } from '../changes/resolve/inherits.ts'
import { culpritsOf, placesOf } from '../diagnosis/causes/cause-of.ts'
import { samePlace } from '../diagnosis/causes/hunks.ts'
import { explains } from '../diagnosis/explains.ts'
import type { Sources } from '../diagnosis/sources.ts'
import { explained } from '../reasons/explained.ts'
import { firstLine } from '../reports/text/first-line.ts'
import { coverageKept } from '../review/coverage-kept.ts'
import type { Judgement } from '../review/judge.ts'
import { refusalReason } from '../review/refusal-reason.ts'
import { oldModuleInStrings } from './old-module-in-strings.ts'
import { secondChanges } from './second-change.ts'

/** The rungs that a tried repair adds to the ladder. */
const RUNG = 'conclude'
const SECOND_CAUSES = 'second-causes'

/** Bodies less similar than this were rewritten, not only renamed; a slip beside a rename leaves more of them (the same bar as for sure pairs). */
const REWRITTEN = 0.8

/** Confidence of 'out of date' when no repair passed: less than with a repair that proves it. */
const WITHOUT_REPAIR = 0.8

export type ConclusionSources = Pick<Sources, 'callersOf' | 'changes' | 'crossingOf' | 'fileChanges' | 'hunks' | 'trees'>

/** A judged candidate with what its runs showed. */
export type Tried = { readonly judgement: Judgement; readonly runs: CandidateRuns | null }

/**
 * The last rung: the ladder's answer for each test, updated by its repairs. A repair that passes proves its cause. One that fails does
 * not prove a bug by itself: the verdict then follows from the second failure, or stays as it is if that shows nothing.
 */
export function conclude(
  analyses: readonly FailureAnalysis[],
  judged: readonly Tried[],
  sources: ConclusionSources,
): readonly FailureAnalysis[] {
  const repairs = judged.filter(({ judgement }) => judgement.oracle === 'preserved')
  return analyses.map((analysis) => {
    const tried = repairs.find(({ judgement }) => judgement.candidate.testIds.includes(analysis.failure.testId))
    if (tried?.judgement.refusal === null) return analysis.verdict === 'obsolete_test' ? analysis : followed(analysis, tried)
    if (analysis.verdict !== 'obsolete_test' || (analysis.codeChanges.length === 0 && !tried)) return analysis
    if (!tried) {
      const why = reason('no-edit-found', { after: analysis.reason })
      return isNamed(analysis, sources) ? { ...analysis, ...explained(why) } : unknown(analysis, why)
    }
    return refused(analysis, tried, sources)
  })
}

/** Why a repair is not offered, and how this test did with it. */
function refused(analysis: FailureAnalysis, tried: Tried, sources: ConclusionSources): FailureAnalysis {
  const { judgement, runs } = tried
  const { testId } = analysis.failure
  const shown = runs?.removedParameter.find((one) => one.testId === testId)
  const isFound = runs?.secondCauses.some((one) => one.testId === testId && one.hunks.length > 0)
  if (shown && !isFound) return relying(analysis, shown.shownBy)
  const second = runs?.secondFailures.find((one) => one.testId === testId)
  if (second && runs) return stillBroken(analysis, judgement, runs, second, sources)
  const [first] = judgement.checks.filter(({ outcome }) => outcome === 'failed')
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
  // the failure names what is gone, so the test is out of date whatever became of the repair; what it only uses a repair had to prove
  if (isNamed(analysis, sources)) {
    return { ...analysis, ...explained(why), confidence: Math.min(analysis.confidence, WITHOUT_REPAIR) }
  }
  return unknown(analysis, why)
}

/** The failure itself says what was replaced, or runs showed that it became asynchronous, which no edit may follow: neither needs a repair as its proof. */
function isNamed({ codeChanges, fields }: FailureAnalysis, { trees }: ConclusionSources): boolean {
  const isAwaited = codeChanges.every(({ kind }) => kind === 'became_async')
  return isAwaited || (fields !== undefined && codeChanges.some((change) => explains(change, fields, inherits(trees.before))))
}

/** Followed, and it still fails: what was found behind the repair, else what the second failure passed through, is the suspect. */
function stillBroken(
  analysis: FailureAnalysis,
  { candidate }: Judgement,
  { secondCauses }: CandidateRuns,
  second: SecondFailure,
  sources: ConclusionSources,
): FailureAnalysis {
  const { fileChanges, hunks } = sources
  const failure = firstLine(`${second.exception}: ${second.message}`)
  const changes = declaredChanges(candidate.causes)
  const named = secondChanges(second, changes, sources)
  if (named.length > 0) return outdatedTwice(analysis, named)
  const found = secondCauses.find(({ testId, outcome }) => testId === second.testId && (outcome === 'found' || outcome === 'not_minimal'))
  const causal = hunks.filter((hunk) => found?.hunks.some((place) => samePlace(hunk, place)))
  const passed = fileChanges.filter(({ path }) => second.frames.includes(path)).map(({ path }) => ({ file: path, line: null, hunk: '' }))
  const culprits = causal.length > 0 ? culpritsOf(causal) : passed.length > 0 ? passed.slice(0, 1) : analysis.culprits
  const failing = { after: analysis.reason, failure }
  const inString = causal.length === 0 ? oldModuleInStrings(analysis.failure.testFile, changes, candidate.edits, sources.trees) : null
  if (inString !== null)
    return {
      ...decided(analysis, reason('names-moved-module', { ...failing, place: inString })),
      verdict: 'obsolete_test',
      confidence: WITHOUT_REPAIR,
    }
  if (causal.length === 0 && changes.length > 0 && changes.every(({ kind }) => kind === 'parameter_removed'))
    return unknown(analysis, reason('relies-on-removed', failing))
  if (causal.length === 0 && changes.some(({ kind, similarity }) => (kind === 'renamed' || kind === 'moved') && similarity < REWRITTEN))
    return unknown(analysis, reason('rewritten-too', failing))
  const why =
    causal.length > 0 ? reason('still-fails-by-another-part', { ...failing, ...placesOf(causal) }) : reason('still-fails', failing)
  return {
    ...analysis,
    verdict: 'product_regression',
    ...explained(why),
    confidence: causal.length > 0 ? 0.95 : 0.8,
    evidence: [
      ...analysis.evidence,
      { rung: RUNG, outcome: 'decisive', reason: why },
      ...(causal.length > 0
        ? [{ rung: SECOND_CAUSES, outcome: 'supports' as const, reason: reason('passes-with-repair-and-undo', placesOf(causal)) }]
        : []),
    ],
    culprits: [...culprits],
    culprit: culprits[0],
  }
}

/** The test uses the old API in several places, and not all of them can be migrated. */
function outdatedTwice(analysis: FailureAnalysis, named: readonly ContractChange[]): FailureAnalysis {
  const why = reason('uses-more-changes', { after: analysis.reason, changes: named })
  const verdict = named.every(({ kind }) => kind === 'removed') ? 'removed_behaviour' : 'obsolete_test'
  return { ...decided(analysis, why), verdict, confidence: 0.8, codeChanges: [...analysis.codeChanges, ...named] }
}

/** The signature shows the removal, callers follow, and without the argument the test fails on the base too. */
function relying(analysis: FailureAnalysis, shownBy: Reason): FailureAnalysis {
  const why = reason('about-removed', { after: analysis.reason, shownBy })
  return { ...decided(analysis, why), verdict: 'removed_behaviour', confidence: 0.9, suggestedStrategies: ['remove_test'] }
}

/** The edit that its neighbours need made this test pass too, with its expectations as they were: the same cause. */
function followed(analysis: FailureAnalysis, { judgement }: Tried): FailureAnalysis {
  const changes = declaredChanges(judgement.candidate.causes)
  return {
    ...decided(analysis, reason('passes-with-shared-edit', { changes })),
    verdict: 'obsolete_test',
    confidence: 0.95,
    codeChanges: [...changes],
    culprits: [],
    culprit: undefined,
  }
}

function unknown(analysis: FailureAnalysis, why: Reason): FailureAnalysis {
  return { ...decided(analysis, why), verdict: 'unknown', confidence: 0.5 }
}

/** The analysis with this as its reason, and as the last word of the ladder. */
function decided(analysis: FailureAnalysis, why: Reason): FailureAnalysis {
  return { ...analysis, ...explained(why), evidence: [...analysis.evidence, { rung: RUNG, outcome: 'decisive', reason: why }] }
}
