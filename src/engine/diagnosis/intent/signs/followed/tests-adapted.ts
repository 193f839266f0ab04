import type { Feature } from '../../intent-case.ts'
import { comparedTerms, oldAndNewTerms } from '../../reading/old-and-new-terms.ts'
import { testWitness } from '../../witnesses/adapted.ts'
import { witnessLine } from '../../witnesses/quoted.ts'

/** The author changed another test's expectation in the same direction: the failing one was forgotten. */
export const testsAdapted = {
  name: 'tests-adapted',
  description: 'Other tests were changed in the same way.',
  weight: 3.2,
  read(subject) {
    const compared = comparedTerms(subject.failure)
    if (oldAndNewTerms(subject).length + compared.length + subject.pieces.length === 0)
      return { seen: null, detail: 'nothing was replaced that tests could follow' }
    const found = testWitness(subject, compared)
    return found === null
      ? { seen: false, detail: 'no other test was changed in the same way' }
      : { seen: true, detail: witnessLine(found) }
  },
} satisfies Feature
