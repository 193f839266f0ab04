import { saysBoth } from './adapted.ts'
import type { Feature } from './intent-case.ts'
import { claimsNoChange, deniesChange, sentences, withoutPrefix } from './sentences.ts'

/** A squashed commit lists its steps, of which `* lint` is one. */
const LIST_ITEM = /^[*-]\s/
/** `refactor: `, and nothing after it that says so: a kind chosen from a list. */
const OF_A_PREFIX = -1

/** Who says that nothing changes, and changes a value, did not mean to. */
export const refactoringClaimed = {
  name: 'refactoring claimed',
  description: 'A message says that nothing should behave differently (refactoring, clean-up, performance), and something does.',
  weight: -2,
  read(subject) {
    const { intentTexts } = subject.context.witnesses
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    // beside an announcement of the very edit, what is said of the rest of the change is said of the rest
    const isClaim = (sentence: string) => (subject.announced !== null || LIST_ITEM.test(sentence) ? deniesChange : claimsNoChange)(sentence)
    const claims = sentences(intentTexts).filter((sentence) => isClaim(sentence) && !saysBoth(sentence, subject))
    const [first] = claims
    if (first === undefined) return { seen: false, detail: 'no message claims that nothing changes' }
    const outright = claims.find((sentence) => claimsNoChange(withoutPrefix(sentence)))
    const detail = `a message says: “${(outright ?? first).slice(0, 120)}”`
    return outright === undefined ? { seen: true, detail, weight: OF_A_PREFIX } : { seen: true, detail }
  },
} satisfies Feature
