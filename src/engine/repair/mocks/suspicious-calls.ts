import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import { unusable } from '../expected/unusable-value.ts'
import type { ValueEdit } from '../values/value-edit.ts'

/** Why a changed call looks like a bug of the product. `not-called`: nothing calls the mock any more. `exchanged`: two values changed places. */
export type SuspiciousCall = { readonly why: 'not-called' | 'exchanged' } | { readonly why: 'unusable'; readonly value: string }

/** What a mock shows that was not called. */
const NO_CALL = /^(?:\[\]|0)$/

/** What no test is made to expect of a mock, whoever says yes; `null` where nothing is against it. */
export function suspicious(edits: readonly ValueEdit[], { actual }: Pick<ProbedFailure, 'actual'>): SuspiciousCall | null {
  if (NO_CALL.test(actual?.text.trim() ?? '')) return { why: 'not-called' }
  const [befores, afters] = [edits.map(({ value }) => value.before), edits.map(({ value }) => value.after)]
  const moved = befores.filter((text, index) => text !== '' && afters.some((other, at) => at !== index && other === text))
  if (moved.length > 0) return { why: 'exchanged' }
  for (const { value } of edits) {
    const bad = value.before === '' || value.after === '' ? null : unusable(shown(value))
    if (bad !== null) return { why: 'unusable', value: bad }
  }
  return null
}

function shown({ before, after }: ValueEdit['value']): Parameters<typeof unusable>[0] {
  const record = (text: string): NonNullable<ProbedFailure['actual']> => ({ literal: null, text, type: '' })
  return { expected: record(before), actual: record(after) }
}
