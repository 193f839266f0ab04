import type { Parameter } from '../../../model/contract-change.ts'
import type { Reason } from '../../../model/reason.ts'
import type { Argument } from '../../languages/language.ts'
import type { TextEdit } from './list-deletions.ts'

/** What a call that was written for one parameter list needs under another. */
export type CallPlan =
  | { readonly kind: 'fits' }
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  /** Only a person can say: a value is missing, or an argument has effects. */
  | { readonly kind: 'impossible'; readonly reason: Reason }

/** An argument of the call, and the parameter that it is for now. */
export type Kept = { readonly argument: Argument; readonly target: Parameter }

export function impossible(why: Reason): CallPlan {
  return { kind: 'impossible', reason: why }
}
