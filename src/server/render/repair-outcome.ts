import { isDeepStrictEqual } from 'node:util'
import { IN_THE_PRODUCT } from '../../engine/diagnosis/verdict-words.ts'
import { chain } from '../../engine/reasons/named-in-reason.ts'
import { hasCode, type PartsOf } from '../../model/reason.ts'
import type { NestedReason } from '../../model/reasons/parts.ts'
import type { Answer } from '../triage/answer.ts'
import type { Offer } from '../triage/healing-outcome.ts'
import { isSuspect, type Proposal } from '../triage/proposal.ts'
import type { Links } from './permalink.ts'
import { acceptLine } from './proposals/proposal-blocks.ts'
import { saidBy } from './proposals/value-cells.ts'
import { markdownReason } from './reason.ts'
import { sentence } from './sentence.ts'

/** Where a repair can be read: the pull request, or the patch below. */
export type RepairPlace =
  | { readonly kind: 'pull_request'; readonly number: number }
  | { readonly kind: 'patch' }
  | { readonly kind: 'none' }

/** What a page shows of repairs: where the offered ones are, what is proposed, and what people said yes to. */
export type ShownRepairs = {
  readonly place: RepairPlace
  readonly proposals: readonly Proposal[]
  readonly accepted: Offer['accepted']
  /** Every answer of the page, with its number. */
  readonly answers: readonly Answer[]
}

/** What became of each repair: said once where it is the same for all. */
export function outcomes(group: readonly Answer[], shown: ShownRepairs, links: Links): readonly string[] {
  const alike = [...Map.groupBy(group, (answer) => outcome(answer, group, shown, links, false)).values()]
  return alike.flatMap((members) => {
    const text = members[0] === undefined ? '' : outcome(members[0], group, shown, links, members.length > 1)
    const of = alike.length > 1 ? `${members.map(({ shortId }) => shortId).join(', ')}: ` : ''
    return text === '' ? [] : [`${of}${text}`]
  })
}

function outcome(
  { repair, verdict, shortId, reason, testId }: Answer,
  group: readonly Answer[],
  { place, proposals, accepted, answers }: ShownRepairs,
  links: Links,
  isShared: boolean,
): string {
  if (repair.outcome === 'withheld' && verdict !== 'product_regression')
    return isExplainedBy(reason, repair.reason) ? '' : `Not repaired: ${sentence(markdownReason(repair.reason, links))}`
  if (repair.outcome === 'offered') {
    const yes = accepted.find(({ testIds }) => testIds.includes(testId))
    const by = yes ? `${saidBy(yes.by, yes.commentUrl)} accepted it as intended. ` : ''
    if (place.kind === 'pull_request') return `${by}Repaired in #${place.number}.`
    return place.kind === 'patch' ? `${by}The patch is below.` : 'A repair exists, but this mode does not offer it.'
  }
  if (repair.outcome === 'proposed') {
    const own = proposals.find(({ testIds }) => testIds.includes(testId))
    const first = own && answers.find((one) => own.testIds.includes(one.testId))
    if (own && first && !isSuspect(own, answers))
      return group.includes(first) ? '' : `One edit is proposed for it and ${first.shortId} together: \`${acceptLine(own, answers)}\``
  }
  return leftToYou({ verdict, shortId, reason }, isShared)
}

/** What a reader can do where there is no repair. */
function leftToYou({ verdict, shortId, reason }: Pick<Answer, 'verdict' | 'shortId' | 'reason'>, isShared: boolean): string {
  if (IN_THE_PRODUCT.has(verdict)) return isShared ? 'The tests are left as they are.' : 'The test is left as it is.'
  if (verdict === 'obsolete_test')
    return hasCode(reason, 'no-edit-found')
      ? 'Repair it by hand.'
      : `No edit that keeps what ${isShared ? 'they expect' : 'it expects'} was found: repair it by hand.`
  if (verdict === 'removed_behaviour')
    return `If that was meant, delete ${isShared ? 'the tests' : 'the test'} with it: Suture never deletes tests.`
  return verdict === 'flaky' ? `To mute this failure for a while: \`/quarantine ${shortId} reason: …\`` : ''
}

const NAMING_A_CHECK: ReadonlySet<string> = new Set(['repair-refused', 'repair-refused-for-others', 'passes-but-not-offered'])
/** The test itself fails with the repair, which is all that the checks of its runs say. */
const STILL_FAILING: ReadonlySet<string> = new Set([
  ...['still-fails', 'still-fails-by-another-part', 'still-fails-and-looked-at', 'relies-on-removed'],
  ...['rewritten-too', 'uses-more-changes', 'about-removed'],
])
const OF_RUNS: ReadonlySet<string> = new Set(['passes-alone', 'passes-together'])

/** Whether the reason of the answer already says why the repair is not offered. */
function isExplainedBy(reason: NestedReason, refusal: NestedReason): boolean {
  return chain(reason).some(
    (one) => isDeepStrictEqual(one, refusal) || (hasCode(refusal, 'check-failed') && namesCheck(one, refusal.parts)),
  )
}

function namesCheck({ code, parts }: NestedReason, { check, detail }: PartsOf<'check-failed'>): boolean {
  return NAMING_A_CHECK.has(code) ? parts['check'] === check && parts['detail'] === detail : STILL_FAILING.has(code) && OF_RUNS.has(check)
}
