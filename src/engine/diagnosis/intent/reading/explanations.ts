import type { IntentCase } from '../intent-case.ts'
import { removedName } from '../signs/deprecated-removed.ts'
import { isDeclared } from '../signs/deprecation-declared.ts'
import { refusedFlag } from '../signs/flag-refused.ts'
import { explainedBy } from '../signs/literal-explained.ts'
import { askedAnew } from '../signs/test-double-outdated.ts'

/** What the hunk itself tells of the failure, so that standing inside of a function says nothing against it; `null` when nothing does. */
export function explanation(subject: IntentCase): string | null {
  if (removedName(subject) !== null) return 'what was deprecated is gone'
  if (isDeclared(subject)) return 'the hunk tells what not to do any more'
  if (refusedFlag(subject) !== null) return 'the hunk names an option of the command line anew'
  return explainedBy(subject) === null ? null : 'the hunk replaces the very value that was expected'
}

/** Why an exception from inside the product is no accident of it. */
export function meantException(subject: IntentCase): string | null {
  if (askedAnew(subject) !== null) return 'a stand-in of the test raises it'
  if (isDeclared(subject)) return 'the change itself warns'
  return refusedFlag(subject) === null ? null : 'the command line refuses an option'
}
