import type { ContractChangeKind } from '../../../model/contract-change.ts'
import type { Feature } from './intent-case.ts'

/** Values are what accidents change too; names and parameters are not. */
const VALUES: ReadonlySet<ContractChangeKind> = new Set(['literal_replaced', 'exception_replaced', 'default_changed', 'result_changed'])
const OF_A_VALUE = 0.8

/** A declared contract is a thing that somebody meant to change, if callers follow it. */
export const declaredAndUsed = {
  name: 'declared and used',
  description: 'The causal hunk declares a new contract, and the test uses the old one.',
  weight: 2.2,
  read({ declared }) {
    const first = declared.find(({ kind }) => !VALUES.has(kind)) ?? declared[0]
    if (first === undefined) return { seen: false, detail: 'the causal hunk declares nothing that the test uses' }
    const detail = `${first.symbol}: ${first.before} → ${first.after}`
    return VALUES.has(first.kind) ? { seen: true, detail, weight: OF_A_VALUE } : { seen: true, detail }
  },
} satisfies Feature
