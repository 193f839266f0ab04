import type { ContractChange } from '../../model/contract-change.ts'
import { isPropertyChange } from '../changes/uses/property-sites.ts'

/** The value of a property was called as if it were the method. */
const CALLED = /\bis not (?:callable|a function)\b/
/** A function stands where its result was expected, as both languages show and name one. */
const NOT_CALLED =
  /<bound method |<function |\bbuilt-in method\b|'(?:method|function)'|\b(?:method|function) object\b|\[(?:Async)?Function\b|\(\)\s*(?:=>|\{)/
/** What JavaScript reads off a function, or computes with it. */
const READ_OFF = /^(?:undefined|NaN)$/

/** Whether a failure looks like that of who calls a property, or does not call what became a method. */
export function showsProperty({ kind }: Pick<ContractChange, 'kind'>, message: string, actual: string): boolean {
  if (!isPropertyChange({ kind })) return false
  return kind === 'became_property' ? CALLED.test(message) : NOT_CALLED.test(message) || NOT_CALLED.test(actual) || READ_OFF.test(actual)
}
