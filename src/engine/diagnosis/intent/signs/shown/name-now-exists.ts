import type { Feature } from '../../intent-case.ts'
import { isMissing } from '../../reading/outcomes.ts'

const NOT_YET = /(?:^|\.)NotImplementedError$/

/** A parameter, name or module exists that did not before: nobody adds one by accident. */
export const nameNowExists = {
  name: 'name-now-exists',
  description: 'The test used something that was not there, and since the change it is.',
  weight: 1.4,
  read({ outcomes: { before, after } }) {
    if (before.kind !== 'raised' || after.kind === 'raised') return { seen: false, detail: 'nothing that was missing before exists now' }
    // if the product's own code used it, that was an accidental error
    const wasMissing = before.isStated !== false && (isMissing(before.message) || NOT_YET.test(before.exception))
    return wasMissing
      ? { seen: true, detail: `${before.exception}: ${before.message.slice(0, 120)} – not any more` }
      : { seen: false, detail: 'the name existed before' }
  },
} satisfies Feature
