import { isInformational } from '../../../../changes/compare/informational-changes.ts'
import type { Feature, IntentCase } from '../../intent-case.ts'
import { explainedBy } from './literal-explained.ts'

/** Values are what accidents change too; names, parameters and what is called or only read are not. */
const OF_A_VALUE = 0.8

/** A declared contract is a thing that somebody meant to change, if callers follow it. */
export const declaredAndUsed = {
  name: 'declared-and-used',
  description: 'The causal hunk declares a new contract, and the test uses the old one.',
  weight: 2.2,
  read(subject) {
    const { declared } = subject
    const first = declared.find((change) => !isValue(change)) ?? declared[0]
    if (first === undefined) return { seen: false, detail: 'the causal hunk declares nothing that the test uses' }
    const detail = `${first.symbol}: ${first.before} → ${first.after}`
    if (!isValue(first)) return { seen: true, detail }
    // one replaced value is one sign, not two
    return { seen: explainedBy(subject) === null, detail, weight: OF_A_VALUE }
  },
} satisfies Feature

function isValue(change: IntentCase['declared'][number]): boolean {
  return isInformational(change) && !isOfUse(change)
}

/** How something is called or read, which no accident declares. */
export function isOfUse({ kind }: IntentCase['declared'][number]): boolean {
  return /^became_|^type_changed$/.test(kind)
}
