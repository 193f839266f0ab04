import { saysBoth } from './adapted.ts'
import type { Feature } from './intent-case.ts'
import { claimsNoChange, sentences } from './sentences.ts'

/** Who says that nothing changes, and changes a value, did not mean to. */
export const refactoringClaimed = {
  name: 'refactoring claimed',
  description: 'A message says that nothing should behave differently (refactoring, clean-up, performance), and something does.',
  weight: -2,
  read(subject) {
    const { intentTexts } = subject.context.witnesses
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    const found = sentences(intentTexts).find((sentence) => claimsNoChange(sentence) && !saysBoth(sentence, subject))
    return found === undefined
      ? { seen: false, detail: 'no message claims that nothing changes' }
      : { seen: true, detail: `a message says: “${found.slice(0, 120)}”` }
  },
} satisfies Feature
