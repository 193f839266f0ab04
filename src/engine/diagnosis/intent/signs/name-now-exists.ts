import type { Feature } from '../intent-case.ts'
import { isMissing } from '../reading/outcomes.ts'

const NOT_YET = /(?:^|\.)NotImplementedError$/

/** A parameter, a name or a module is there that was not: nobody adds one by accident. */
export const nameNowExists = {
  name: 'name-now-exists',
  description: 'The test used something that was not there, and since the change it is.',
  weight: 1.4,
  read({ outcomes: { before, after } }) {
    if (before.kind !== 'raised' || after.kind === 'raised') return { seen: false, detail: 'nothing was missing that is there now' }
    // where the code of the product itself asked for it, it slipped
    const wasMissing = before.isStated !== false && (isMissing(before.message) || NOT_YET.test(before.exception))
    return wasMissing
      ? { seen: true, detail: `${before.exception}: ${before.message.slice(0, 120)} – not any more` }
      : { seen: false, detail: 'what was refused was there' }
  },
} satisfies Feature
