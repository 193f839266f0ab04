import type { Reason } from '../../model/reason.ts'
import { plainReason } from './plain-reason.ts'

/** A reason beside its plain sentence, as the result contract holds both. */
export function explained(reason: Reason): { readonly reason: Reason; readonly rootCause: string } {
  return { reason, rootCause: plainReason(reason) }
}
