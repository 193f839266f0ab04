import { declaredChanges } from '../../model/cause.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { Culprit, FailureAnalysis } from '../../model/failure-analysis.ts'
import { type Reason, reason } from '../../model/reason.ts'
import type { CandidateRuns, SecondFailure } from '../../model/runs/candidate-runs.ts'
import { placesOf } from '../diagnosis/causes/cause-of.ts'
import { culpritsOf } from '../diagnosis/causes/culprits-of.ts'
import { type Hunk, samePlace } from '../diagnosis/causes/hunks.ts'
import { firstLine } from '../reports/text/first-line.ts'
import type { Judgement } from '../review/judge.ts'
import { type ConclusionSources, decided, WITHOUT_REPAIR } from './decided.ts'
import { oldModuleInStrings } from './old-module-in-strings.ts'
import { openChanges } from './open-changes.ts'
import { secondChanges } from './second-change.ts'

const SECOND_CAUSES = 'second-causes'

/** What a second look says of the code under a test that is right in its words. */
const OF_BEHAVIOUR: ReadonlySet<FailureAnalysis['verdict']> = new Set(['behaviour_changed', 'product_regression'])

/** Bodies less similar than this were rewritten, not only renamed; a slip beside a rename leaves more of them (the same bar as for sure pairs). */
const REWRITTEN = 0.8

/**
 * Followed, and it still fails. Where the same commit declares what the test needs besides, or rewrote what it uses, the test stays out
 * of date, and the reason names both. It is a broken product where runs showed another part of the change to be why, or where nothing but
 * a name was declared and little else was changed.
 */
export function stillFailing(
  analysis: FailureAnalysis,
  { candidate }: Judgement,
  { secondCauses, secondLooks }: CandidateRuns,
  second: SecondFailure,
  sources: ConclusionSources,
): FailureAnalysis {
  const { fileChanges, hunks } = sources
  const followed = declaredChanges(candidate.causes)
  const named = secondChanges(second, followed, sources)
  if (named.length > 0) return outdatedTwice(analysis, named)
  const found = secondCauses.find(({ testId, outcome }) => testId === second.testId && (outcome === 'found' || outcome === 'not_minimal'))
  const causal = hunks.filter((hunk) => found?.hunks.some((place) => samePlace(hunk, place)))
  const open = openChanges(analysis, followed, causal, sources)
  if (open.length > 0) return outdatedTwice(analysis, open)
  const failing = { after: analysis.reason, failure: firstLine(`${second.exception}: ${second.message}`) }
  // a file that loads again says what the worst of its tests says
  const looks = (secondLooks ?? []).filter(({ failure }) => failure.testId === second.testId || failure.testFile === second.testId)
  const look = looks.find(({ verdict }) => verdict === 'product_regression') ?? looks[0]
  if (look !== undefined && OF_BEHAVIOUR.has(look.verdict)) return asLooked(analysis, look, failing)
  if (causal.length > 0)
    return brokenBy(analysis, causal, reason('still-fails-by-another-part', { ...failing, ...placesOf(causal) }), sources)
  const inString = oldModuleInStrings(analysis.failure.testFile, followed, candidate.edits, sources.trees)
  if (inString !== null) return outdated(analysis, reason('names-moved-module', { ...failing, place: inString }))
  if (followed.length > 0 && followed.every(({ kind }) => kind === 'parameter_removed'))
    return outdated(analysis, reason('relies-on-removed', failing))
  if (followed.some(({ kind, similarity }) => (kind === 'renamed' || kind === 'moved') && similarity < REWRITTEN))
    return outdated(analysis, reason('rewritten-too', failing))
  if (followed.some(({ kind }) => kind === 'text_renamed')) return outdated(analysis, reason('answers-otherwise', failing))
  const passed = fileChanges.filter(({ path }) => second.frames.includes(path)).map(({ path }) => ({ file: path, line: null, hunk: '' }))
  const culprits = passed.length > 0 ? passed.slice(0, 1) : analysis.culprits
  return broken(analysis, reason('still-fails', failing), WITHOUT_REPAIR, culprits)
}

/** The test uses the old API in several places, and not all of them can be migrated. */
function outdatedTwice(analysis: FailureAnalysis, named: readonly ContractChange[]): FailureAnalysis {
  const why = reason('uses-more-changes', { after: analysis.reason, changes: named })
  const verdict = named.every(({ kind }) => kind === 'removed') ? 'removed_behaviour' : 'obsolete_test'
  return { ...outdated(analysis, why), verdict, codeChanges: [...new Set([...analysis.codeChanges, ...named])] }
}

/** The second look's answer: signs on both sides were weighed for what fails now, as for any other test. */
function asLooked(
  analysis: FailureAnalysis,
  look: FailureAnalysis,
  failing: { readonly after: Reason; readonly failure: string },
): FailureAnalysis {
  const { verdict, confidence, intent, culprits, culprit, evidence } = look
  const answer = decided(analysis, reason('still-fails-and-looked-at', { ...failing, found: look.reason }))
  const shown = evidence.filter(({ outcome }) => outcome !== 'nothing' && outcome !== 'not_run')
  return {
    ...answer,
    ...{ verdict, confidence: Math.min(confidence, analysis.confidence), culprits, culprit, intent },
    evidence: [...answer.evidence, ...shown],
  }
}

function outdated(analysis: FailureAnalysis, why: Reason): FailureAnalysis {
  return { ...decided(analysis, why), confidence: Math.min(analysis.confidence, WITHOUT_REPAIR) }
}

function brokenBy(analysis: FailureAnalysis, causal: readonly Hunk[], why: Reason, { trees }: ConclusionSources): FailureAnalysis {
  const shown = { rung: SECOND_CAUSES, outcome: 'supports' as const, reason: reason('passes-with-repair-and-undo', placesOf(causal)) }
  const answer = broken(analysis, why, 0.95, culpritsOf(causal, trees))
  return { ...answer, evidence: [...answer.evidence, shown] }
}

function broken(analysis: FailureAnalysis, why: Reason, confidence: number, culprits: readonly Culprit[]): FailureAnalysis {
  return { ...decided(analysis, why), verdict: 'product_regression', confidence, culprits: [...culprits], culprit: culprits[0] }
}
