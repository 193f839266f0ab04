import type { Feature, IntentCase } from '../../intent-case.ts'
import { saysBoth } from '../../reading/adapted-places.ts'
import { kindsOf } from '../../reading/kinds-of-change.ts'
import { announcedPiece } from '../../reading/named-pieces.ts'
import { REVERTS } from '../../reading/reverts.ts'
import { isAboutIt } from '../../reading/says-which-way.ts'
import { claimsNoChange, deniesChange, isBesideBehaviour, sentences, titlesOf, withoutPrefix } from '../../reading/sentences.ts'

/** A squashed commit lists its steps, of which `* lint` is one. */
const LIST_ITEM = /^[*-]\s/
/** `refactor: `, and nothing after it that says so: a kind chosen from a list. */
const OF_A_PREFIX = -1
/** Said below a title that announces another behaviour: it is what was done besides. */
const OF_A_PART = -0.5

/** Who says that nothing changes, and changes a value, did not mean to. */
export const refactoringClaimed = {
  name: 'refactoring-claimed',
  description: 'A message says that nothing should behave differently (refactoring, clean-up, performance), and something does.',
  weight: -2,
  read(subject) {
    const { intentTexts } = subject.context.authorTexts
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    // if the edit itself is announced, the claim is about the rest of the change
    const isClaim = (sentence: string) => (subject.announced !== null || LIST_ITEM.test(sentence) ? deniesChange : claimsNoChange)(sentence)
    // a revert quotes the title of what it takes back
    const own = intentTexts.filter((text) => !REVERTS.test(text))
    const claims = own.flatMap((text) => {
      const made = sentences([text]).filter((sentence) => isClaim(sentence) && !saysBoth(sentence, subject))
      // who announces another behaviour beside it claims nothing of that
      return announcesIt(text, subject) ? made.filter(deniesChange) : made
    })
    const [first] = claims
    const titles = titlesOf(own)
    if (first === undefined) {
      // one commit of several may well be of tests alone
      const isBeside =
        subject.announced === null &&
        titles.length > 0 &&
        titles.every(isBesideBehaviour) &&
        !own.some((text) => announcesIt(text, subject))
      return isBeside
        ? { seen: true, detail: `the change calls itself: “${titles[0]?.slice(0, 120)}”`, weight: OF_A_PREFIX }
        : { seen: false, detail: 'no message claims that nothing changes' }
    }
    const outright = claims.find((sentence) => claimsNoChange(withoutPrefix(sentence)))
    const detail = `a message says: “${(outright ?? first).slice(0, 120)}”`
    if (outright === undefined) return { seen: true, detail, weight: OF_A_PREFIX }
    return isOfAPart(claims, titles) ? { seen: true, detail, weight: OF_A_PART } : { seen: true, detail }
  },
} satisfies Feature

/** Whether a sentence of a message announces the very difference: it names what came or went, or the kind of change with words of it. */
function announcesIt(text: string, subject: IntentCase): boolean {
  const others = sentences([text]).filter((sentence) => !claimsNoChange(withoutPrefix(sentence)))
  return others.some((sentence) => announcedPiece(sentence, subject.pieces) !== null || isAboutIt(withoutPrefix(sentence), subject))
}

/** No title claims it, and no sentence denies a change of the whole. */
function isOfAPart(claims: readonly string[], titles: readonly string[]): boolean {
  return titles.some((title) => kindsOf(title).size > 0) && !titles.some(claimsNoChange) && !claims.some(deniesChange)
}
