import type { Candidate, Edit } from '../../model/candidate.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { CheckResult, Oracle, Tier } from '../../model/test-repair.ts'
import type { Witness } from '../../model/witness.ts'
import { OBSOLETE_BAR } from '../diagnosis/obsolete-bar.ts'
import { canJoin } from '../repair/edited-files.ts'
import { failsWithoutChange } from './checks/fails-without-change.ts'
import { oldHoldsWithoutChange } from './checks/old-holds-without-change.ts'
import { passesAlone } from './checks/passes-alone.ts'
import { passesTogether } from './checks/passes-together.ts'
import { strengthMaintained } from './checks/strength-maintained.ts'
import { type CandidateReview, refusing } from './index.ts'

/** `checks` are those of text and of runs; `refusal` is why the repair is not offered, null where it is. */
export type Judgement = {
  readonly candidate: Candidate
  readonly tier: Tier | 'refused'
  readonly oracle: Oracle
  readonly checks: readonly CheckResult[]
  readonly confidence: number
  readonly refusal: Refusal | null
  /** Who else says that the changed values were meant, or were not. */
  readonly witnesses: readonly Witness[]
}

/** Why a candidate is not offered. `proposal`: it would change what a test expects, and a person has to say yes to that. */
export type Refusal =
  | { readonly kind: 'check'; readonly check: CheckResult }
  | { readonly kind: 'foreign_edit'; readonly reason: string }
  /** Too much text for whoever judges it. */
  | { readonly kind: 'too_large' }
  /** More than a pull request shows. */
  | { readonly kind: 'diff_too_large'; readonly what: 'files' | 'edits' | 'bytes'; readonly found: number; readonly limit: number }
  | { readonly kind: 'not_obsolete' }
  | { readonly kind: 'proposal' }
  /** A text that is no source may still use the old contract, and a person has to say that it does not. */
  | { readonly kind: 'possible_caller'; readonly reason: string }
  | { readonly kind: 'not_run' }
  /** Another offered candidate edits the same place in another way. */
  | { readonly kind: 'contradiction'; readonly candidate: string }
  | { readonly kind: 'confidence'; readonly confidence: number; readonly threshold: number }

/** The answer of a test that asked for a repair. */
export type Asking = Pick<FailureAnalysis, 'verdict' | 'confidence'> & Partial<Pick<FailureAnalysis, 'reason'>>

export type JudgedCase = {
  readonly candidate: Candidate
  readonly review: CandidateReview
  /** Checks of the runs that were made; empty where none was. */
  readonly runChecks: readonly CheckResult[]
  /** The answers of all tests that the candidate is for, and of those among them that asked for it. */
  readonly analyses: readonly Pick<FailureAnalysis, 'verdict' | 'confidence'>[]
  readonly asking: readonly Pick<FailureAnalysis, 'verdict' | 'confidence'>[]
  readonly witnesses: readonly Witness[]
  /** Somebody with the right to do so said that the change was meant. */
  readonly isAccepted: boolean
  readonly threshold: number
}

/** Checks that have to pass: for any other, 'not run' is an answer that a reader is shown. */
const PROOFS = [passesAlone.name, passesTogether.name]
/** What has to be proved besides before an expectation is changed unasked. */
const PROOFS_OF_CHANGE = [oldHoldsWithoutChange.name, failsWithoutChange.name, strengthMaintained.name]

/**
 * The tier and the offer: the only place that decides either. Whoever made the runs, the rules are these. Tier B is named and proposed, not
 * offered unasked: `bench:masking` has not yet measured on enough bugs (600) that none comes with it.
 */
export function judge(judged: JudgedCase): Judgement {
  const { candidate, review, runChecks, analyses, asking, threshold } = judged
  const checks = [...review.checks, ...runChecks]
  const tier = tierOf(judged)
  const confidence = Math.min(candidate.confidence, ...analyses.map((analysis) => analysis.confidence))
  const oracle = candidate.edits.every(({ effect }) => effect === 'reach') ? ('preserved' as const) : ('changed' as const)
  const refusal =
    textRefusal(review) ??
    (tier === 'A' && !isObsolete(asking) ? ({ kind: 'not_obsolete' } as const) : null) ??
    failed(runChecks) ??
    (tier !== 'A' && !judged.isAccepted ? proposal(review) : null) ??
    (isProved(runChecks) ? null : ({ kind: 'not_run' } as const)) ??
    // what a person said yes to needs no more confidence
    (tier === 'A' && confidence < threshold ? ({ kind: 'confidence', confidence, threshold } as const) : null)
  return { candidate, tier, oracle, checks, confidence, refusal, witnesses: judged.witnesses }
}

/** The runs without which nothing is offered were made, and passed. */
export function isProved(runChecks: readonly CheckResult[]): boolean {
  return PROOFS.every((name) => hasPassed(runChecks, name))
}

/** Whether a person's yes is all that a candidate lacks. */
export function isOpenProposal({ refusal, checks }: Judgement): boolean {
  return (refusal?.kind === 'proposal' || refusal?.kind === 'possible_caller') && isProved(checks)
}

function proposal({ edits }: CandidateReview): Refusal {
  const doubted = edits.find(({ standing }) => standing === 'doubted')
  return doubted ? { kind: 'possible_caller', reason: doubted.reason } : { kind: 'proposal' }
}

function tierOf(judged: JudgedCase): Judgement['tier'] {
  const { candidate, review, runChecks } = judged
  if (textRefusal(review) !== null) return 'refused'
  const isReach = candidate.edits.every(({ effect }) => effect === 'reach')
  // a model's edit follows from nothing that anybody else could derive
  const isDerived = candidate.origin !== 'llm'
  if (isReach && isDerived && review.edits.every(({ standing }) => standing === 'declared')) return 'A'
  const isProved = PROOFS_OF_CHANGE.every((name) => hasPassed(runChecks, name))
  return isMeantByText(judged) && isProved ? 'B' : 'C'
}

/** Whether the texts say all that a changed expectation needs to be offered unasked: it is explained, and meant. Runs have to prove it besides. */
export function isMeantByText(judged: Pick<JudgedCase, 'candidate' | 'review' | 'analyses' | 'witnesses'>): boolean {
  const isExplained = judged.review.edits.every(({ standing }) => standing === 'declared' || standing === 'explained')
  return judged.candidate.origin !== 'llm' && isExplained && isMeant(judged)
}

/** Somebody else says that the new behaviour was meant, and nothing says the old one or points to a bug. */
function isMeant({ analyses, witnesses }: Pick<JudgedCase, 'analyses' | 'witnesses'>): boolean {
  const isNamed = witnesses.some(({ names }) => names === 'new' || names === 'both')
  const isContradicted = witnesses.some(({ names }) => names === 'old') || analyses.some(({ verdict }) => verdict === 'product_regression')
  return isNamed && !isContradicted
}

/** Whether texts alone refuse it: then no run is made for it. */
export function textRefusal({ edits, checks }: CandidateReview): Refusal | null {
  const foreign = edits.find(({ standing }) => standing === 'foreign')
  return failed(checks) ?? (foreign ? { kind: 'foreign_edit', reason: foreign.reason } : null)
}

/** The tests that asked for the repair are out of date beyond doubt: at least one of them, as its neighbours fail by the same edit. */
export function isObsolete(analyses: readonly Pick<FailureAnalysis, 'verdict' | 'confidence'>[]): boolean {
  return analyses.some(({ verdict, confidence }) => verdict === 'obsolete_test' && confidence >= OBSOLETE_BAR)
}

/** The tests would be out of date beyond doubt, if only no text other than source still said the old name. */
export function isOpen(asking: readonly Asking[]): boolean {
  return asking.some(({ reason }) => reason?.code === 'contract-change-maybe-half-done')
}

function failed(checks: readonly CheckResult[]): Refusal | null {
  const [check] = refusing(checks)
  return check ? { kind: 'check', check } : null
}

function hasPassed(checks: readonly CheckResult[], name: string): boolean {
  return checks.some((check) => check.name === name && check.outcome === 'passed')
}

/** Offers as they can be made together: of two that contradict each other the later one goes. */
export function withoutContradictions(judgements: readonly Judgement[]): readonly Judgement[] {
  const offered: Judgement[] = []
  return judgements.map((judgement) => {
    if (judgement.refusal !== null) return judgement
    const other = offered.find(({ candidate }) => !canJoin(candidate.edits, judgement.candidate.edits))
    if (other) return { ...judgement, refusal: { kind: 'contradiction', candidate: other.candidate.id } }
    offered.push(judgement)
    return judgement
  })
}

/** All edits of what is offered. */
export function offeredEdits(judgements: readonly Judgement[]): readonly Edit[] {
  return judgements.flatMap(({ refusal, candidate }) => (refusal === null ? candidate.edits : []))
}
