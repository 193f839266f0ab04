import { z } from 'zod'
import { changes, count, message, name, nested, place, places } from './parts.ts'

/** What looking for a repair, and running it, adds to a diagnosis. `check` is the id of an acceptance check, `detail` what it says. */
export const CONCLUSIONS = {
  'no-edit-found': z.strictObject({ after: nested }),
  'repair-refused': z.strictObject({ after: nested, check: name, detail: message }),
  'repair-refused-for-others': z.strictObject({ after: nested, check: name, detail: message }),
  'repair-not-offered': z.strictObject({ after: nested, refusal: nested }),
  'passes-but-not-offered': z.strictObject({ after: nested, check: name, detail: message }),
  'still-fails': z.strictObject({ after: nested, failure: message }),
  'still-fails-by-another-part': z.strictObject({ after: nested, failure: message, places, more: count }),
  /** `found`: what a second look at the test says, with the repair's edits made. */
  'still-fails-and-looked-at': z.strictObject({ after: nested, failure: message, found: nested }),
  'relies-on-removed': z.strictObject({ after: nested, failure: message }),
  'rewritten-too': z.strictObject({ after: nested, failure: message }),
  'answers-otherwise': z.strictObject({ after: nested, failure: message }),
  'names-moved-module': z.strictObject({ after: nested, failure: message, place }),
  'uses-more-changes': z.strictObject({ after: nested, changes }),
  'about-removed': z.strictObject({ after: nested, shownBy: nested }),
  'same-failure-without-argument': z.strictObject({ failure: message }),
  'same-coverage-without-argument': z.strictObject({}),
  'passes-with-shared-edit': z.strictObject({ changes }),
  /** `after` says who may still use the old one; a person said that it is no caller. */
  'accepted-beside-possible-callers': z.strictObject({ after: nested }),
  'passes-with-repair-and-undo': z.strictObject({ places, more: count }),
}
