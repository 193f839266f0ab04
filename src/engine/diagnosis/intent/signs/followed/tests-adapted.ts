import type { Feature } from '../../intent-case.ts'
import { adaptedIn, changedPlaces } from '../../reading/adapted-places.ts'
import { oldAndNewTerms } from '../../reading/old-and-new-terms.ts'

/** The author changed another test's expectation in the same direction: the failing one was forgotten. */
export const testsAdapted = {
  name: 'tests-adapted',
  description: 'Other tests were changed in the same way.',
  weight: 3.2,
  read(subject) {
    if (oldAndNewTerms(subject).length === 0) return { seen: null, detail: 'nothing was replaced that tests could follow' }
    const found = adaptedIn(subject, changedPlaces(subject.context.authorTexts.testChanges))
    return found === null ? { seen: false, detail: 'no other test was changed in the same way' } : { seen: true, detail: found }
  },
} satisfies Feature
