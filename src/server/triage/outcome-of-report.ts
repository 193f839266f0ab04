import { plainReason } from '../../engine/reasons/plain-reason.ts'
import { editedFiles, isTakenAway } from '../../engine/repair/edited-files.ts'
import { unifiedPatch } from '../../engine/repair/patch.ts'
import { gapsOf } from '../../engine/review/gaps.ts'
import { cleanText } from '../../model/clean-text.ts'
import { reason } from '../../model/reason.ts'
import { isWhatWasAccepted } from '../intake/accepted-edits.ts'
import type { ReportVerdict, VerifiedRepair } from '../intake/report-case.ts'
import type { UnnumberedAnswer } from './answer.ts'
import { numberAnswers } from './answer.ts'
import { explainedValues } from './explained-value.ts'
import type { FailedTest } from './failed-test.ts'
import { type HealingOutcome, type Offer, openTests } from './healing-outcome.ts'
import type { Acceptance, Proposal } from './proposal.ts'
import { reportAnswers } from './report-answers.ts'

type Accepted = Extract<ReportVerdict, { outcome: 'accepted' }>

/** What a healing comes to with one of Suture's own runs; `before` is what was known, `notes` are sentences about the run. */
export function outcomeOfReport(
  before: HealingOutcome,
  verdict: Accepted,
  tests: readonly FailedTest[],
  acceptances: readonly Acceptance[],
  notes: readonly string[],
): HealingOutcome {
  const found = reportAnswers(verdict.analyses, verdict.repairs, openTests(tests, before))
  const offer = offerOf(verdict, found, acceptances)
  const proposals = proposalsOf(verdict, found)
  const answers = found.map((answer) => delivered(answer, offer, proposals))
  return {
    ...{ version: 2, answers: [...numberAnswers([...before.answers, ...answers])], offer, proposals: [...proposals] },
    notes: [...before.notes, ...notes],
    failedAcceptances: acceptances.flatMap((acceptance) => failedAcceptance(acceptance, verdict.repairs, offer)),
  }
}

/** An answer promises only what is delivered with it. */
function delivered(answer: UnnumberedAnswer, offer: Offer | null, proposals: readonly Proposal[]): UnnumberedAnswer {
  const { outcome } = answer.repair
  const isThere =
    outcome === 'offered'
      ? offer?.tests.some(({ testId }) => testId === answer.testId)
      : outcome !== 'proposed' || proposals.some(({ testIds }) => testIds.includes(answer.testId))
  return isThere ? answer : { ...answer, repair: { outcome: 'withheld', reason: reason('other-test-differs', {}) } }
}

/** The repairs whose tests all have this outcome. */
function standing(repairs: readonly VerifiedRepair[], answers: readonly UnnumberedAnswer[], wanted: 'offered' | 'proposed') {
  const ids = new Set(answers.filter(({ repair }) => repair.outcome === wanted).map(({ testId }) => testId))
  return repairs.filter(({ refusal, isProposal, repair }) => {
    return (wanted === 'offered' ? refusal === null : isProposal) && repair.testIds.every((testId) => ids.has(testId))
  })
}

/** Files with these edits and no others; null where one would hold a character that cannot be kept: it would be another file. */
function composed({ heads }: Accepted, repairs: readonly VerifiedRepair[]) {
  const texts = new Map(heads.map(({ path, text }) => [path, text]))
  const files = editedFiles(
    repairs.flatMap(({ edits }) => edits),
    texts,
  )
  return files === null || files.length === 0 || files.some(({ after }) => cleanText(after) !== after) ? null : files
}

function valuesOf({ repair, edits, causes }: VerifiedRepair) {
  return explainedValues(
    repair.testIds,
    { edits: [...edits], causes: [...causes] },
    repair.expectations.map(({ witness }) => witness),
  )
}

/** Offers only repairs of tests whose answers were confirmed. */
function offerOf(verdict: Accepted, answers: readonly UnnumberedAnswer[], acceptances: readonly Acceptance[]): Offer | null {
  const offered = standing(verdict.repairs, answers, 'offered')
  const files = composed(verdict, offered)
  if (files === null) return null
  const modes = new Map(verdict.heads.map(({ path, mode }) => [path, mode]))
  const messages = new Map(verdict.analyses.map(({ failure }) => [failure.testId, failure.errorMessage]))
  const unique = <Value>(values: readonly Value[]) => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
  return {
    files: files.map(({ path, after }) => ({
      ...{ path, content: isTakenAway({ path, after }) ? null : after, mode: modes.get(path) ?? ('100644' as const) },
    })),
    patch: unifiedPatch(files),
    changes: unique(offered.flatMap(({ changes }) => changes)),
    tests: offered.flatMap(({ repair }) =>
      repair.testIds.map((testId) => ({ testId, message: messages.get(testId) ?? '', changes: [...repair.changes] })),
    ),
    values: offered.flatMap(valuesOf),
    accepted: acceptances.flatMap((acceptance) => {
      const own = offered.find((one) => one.tier !== 'A' && isWhatWasAccepted(acceptance, { ...one.repair, edits: one.edits }))
      if (own === undefined) return []
      const { testIds } = own.repair
      return [{ by: acceptance.by, commentUrl: acceptance.commentUrl, testIds: [...testIds], although: signsOfBug(testIds, verdict) }]
    }),
    unproved: offered.flatMap(({ repair, edits, claimedChecks }) =>
      gapsOf(edits, claimedChecks).map((check) => ({ testIds: [...repair.testIds], check })),
    ),
    ownChecks: unique(offered.flatMap(({ ownChecks }) => ownChecks)),
    claimedChecks: unique(offered.flatMap(({ claimedChecks }) => claimedChecks)),
  }
}

/** What says of these tests that the product is broken: whoever accepts that all the same, accepts it with this beside their name. */
function signsOfBug(testIds: readonly string[], { analyses }: Accepted): Offer['accepted'][number]['although'] {
  return analyses.flatMap(({ verdict, failure: { testId }, rootCause }) =>
    verdict === 'product_regression' && testIds.includes(testId) ? [{ testId, why: rootCause }] : [],
  )
}

function proposalsOf(verdict: Accepted, answers: readonly UnnumberedAnswer[]): readonly Proposal[] {
  return standing(verdict.repairs, answers, 'proposed').flatMap((one) => {
    const files = composed(verdict, [one])
    if (files === null) return []
    const open = one.refusal?.code === 'possible-caller' ? plainReason(one.refusal) : ''
    const unproved = gapsOf(one.edits, one.claimedChecks).map(({ name }) => name)
    return [
      { testIds: [...one.repair.testIds], edits: [...one.edits], patch: unifiedPatch(files), values: [...valuesOf(one)], open, unproved },
    ]
  })
}

/** Why what a person accepted is not offered; nothing where it is. */
function failedAcceptance(
  acceptance: Acceptance,
  repairs: readonly VerifiedRepair[],
  offer: Offer | null,
): HealingOutcome['failedAcceptances'] {
  const { by, comment, testIds } = acceptance
  if (offer?.accepted.some((one) => one.commentUrl === acceptance.commentUrl && one.testIds.every((id) => testIds.includes(id)))) return []
  const same = repairs.find((one) => isWhatWasAccepted(acceptance, { ...one.repair, edits: one.edits }))
  const other = repairs.find((one) => one.isProposal && one.repair.testIds.some((testId) => testIds.includes(testId)))
  const now = other ? valuesOf(other).map(({ before, after }) => ({ before, after })) : []
  return [{ by, comment, testIds: [...testIds], reason: same?.refusal ?? null, was: [...acceptance.values], now }]
}
