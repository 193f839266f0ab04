import type { Feature } from '../../intent-case.ts'
import { wayOf } from '../../reading/outcomes.ts'
import { isDeclared } from '../written/deprecation-declared.ts'

/** A warning of deprecation is written by people, though not always by those of this change. */
export const deprecationCame = {
  name: 'deprecation-came',
  description: 'The failure is a new warning of deprecation, whose words are not those of the causal hunk.',
  weight: 1.2,
  read(subject) {
    const { exception, message } = subject.failure
    const isNew = wayOf(subject.outcomes) === 'warns' && !isDeclared(subject)
    return isNew ? { seen: true, detail: `${exception}: ${message.slice(0, 120)}` } : { seen: false, detail: 'no such warning came' }
  },
} satisfies Feature
