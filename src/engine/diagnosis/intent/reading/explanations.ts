import type { IntentCase } from '../intent-case.ts'
import { askedAnew } from '../signs/followed/test-double-outdated.ts'
import { refusedFlag } from '../signs/shown/flag-refused.ts'
import { isDeclared } from '../signs/written/deprecation-declared.ts'

/** Why an exception from inside the product is not accidental. */
export function meantException(subject: IntentCase): string | null {
  if (askedAnew(subject) !== null) return 'a test double raises it'
  if (isDeclared(subject)) return 'the change itself warns'
  return refusedFlag(subject) === null ? null : 'the command line refuses an option'
}
