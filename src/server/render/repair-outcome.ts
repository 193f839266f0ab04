import type { Answer } from '../triage/answer.ts'
import { words } from './markdown.ts'
import { sentence } from './sentence.ts'

/** Where a repair can be read: the pull request, or the patch below. */
export type RepairPlace =
  | { readonly kind: 'pull_request'; readonly number: number }
  | { readonly kind: 'patch' }
  | { readonly kind: 'none' }

/** How the server introduces what a check says; the runner says the rest in its own sentence. */
const FAILED_CHECK = /^the check '[^']*' failed: /

/** What became of each repair: said once where it is the same for all. */
export function outcomes(group: readonly Answer[], place: RepairPlace): readonly string[] {
  const alike = [...Map.groupBy(group, (answer) => outcome(answer, place, false)).values()]
  return alike.flatMap((members) => {
    const text = members[0] === undefined ? '' : outcome(members[0], place, members.length > 1)
    const of = alike.length > 1 ? `${members.map(({ shortId }) => shortId).join(', ')}: ` : ''
    return text === '' ? [] : [`${of}${text}`]
  })
}

function outcome({ repair, verdict, shortId, rootCause }: Answer, place: RepairPlace, isShared: boolean): string {
  if (repair.outcome === 'withheld' && verdict !== 'product_regression')
    return isTold(repair.reason, rootCause) ? '' : `Not repaired: ${sentence(words(repair.reason))}`
  if (repair.outcome === 'offered') {
    if (place.kind === 'pull_request') return `Repaired in #${place.number}.`
    return place.kind === 'patch' ? 'The patch is below.' : 'A repair exists; it is not offered in this mode.'
  }
  if (verdict === 'product_regression') return isShared ? 'The tests are left as they are.' : 'The test is left as it is.'
  if (verdict === 'obsolete_test')
    return `No edit that keeps what ${isShared ? 'they expect' : 'it expects'} was found: the repair is left to you.`
  if (verdict === 'removed_behaviour')
    return `If that was meant, delete ${isShared ? 'the tests' : 'the test'} with it: Suture deletes none.`
  return verdict === 'flaky' ? `To mute this failure for a while: \`/quarantine ${shortId} reason: …\`` : ''
}

/** Whether the explanation ends in the same words: those of a check, or of the failure that the check quotes after a test's name. */
function isTold(reason: string, rootCause: string): boolean {
  const why = reason.replace(FAILED_CHECK, '')
  return [why, why.slice(why.indexOf(': ') + 2)].some((text) => text !== '' && rootCause.includes(text))
}
