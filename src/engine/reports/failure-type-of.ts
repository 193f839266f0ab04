import type { FailureType } from '../../model/failure-type.ts'
import { failureTypeFrom } from './failure-types/index.ts'

/** The failure type that a report's text tells. `type` is the thrown class where the report names it apart, `stack` may name it else. */
export function failureTypeOf(message: string, type = '', stack = ''): FailureType {
  return failureTypeFrom({ exception: type, message: message.slice(0, 4000), stack })
}
