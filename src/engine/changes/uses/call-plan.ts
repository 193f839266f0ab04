import type { Parameter } from '../../../model/contract-change.ts'
import { type Reason, reason } from '../../../model/reason.ts'
import type { Argument } from '../../languages/language.ts'
import { shownName } from './grouped-arguments.ts'
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

/** A parameter that the call did not reach, and what it is given; `isByName`: others write its name with it. */
export type Added = { readonly target: Parameter; readonly text: string; readonly isByName: boolean }

/** What a call would give a parameter that came, or why nobody can say. */
export type NewValue =
  | { readonly kind: 'value'; readonly text: string; readonly isByName: boolean }
  | { readonly kind: 'none'; readonly reason: Reason }

export function noValue(parameter: Parameter): NewValue {
  return { kind: 'none', reason: reason('parameter-needs-value', { parameter: shownName(parameter.name) }) }
}
