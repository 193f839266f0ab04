import type { IntentCase } from '../intent-case.ts'
import { askedAnew } from '../signs/followed/test-double-outdated.ts'
import { refusedFlag } from '../signs/shown/flag-refused.ts'
import { removedName } from '../signs/written/deprecated-removed.ts'
import { isDeclared } from '../signs/written/deprecation-declared.ts'
import { explainedBy } from '../signs/written/literal-explained.ts'

/** What in the hunk itself explains the failure, so that being inside a function does not count against it; `null` if nothing does. */
export function explanation(subject: IntentCase): string | null {
  if (removedName(subject) !== null) return 'what was deprecated is gone'
  if (isDeclared(subject)) return 'the hunk adds a warning against it'
  if (refusedFlag(subject) !== null) return 'the hunk names an option of the command line anew'
  return explainedBy(subject) === null ? null : 'the hunk replaces the very value that was expected'
}

/** Why an exception from inside the product is not accidental. */
export function meantException(subject: IntentCase): string | null {
  if (askedAnew(subject) !== null) return 'a test double raises it'
  if (isDeclared(subject)) return 'the change itself warns'
  return refusedFlag(subject) === null ? null : 'the command line refuses an option'
}
