import type { Feature } from './intent-case.ts'

/** A declared contract is a thing that somebody meant to change, if callers follow it. */
export const declaredAndUsed = {
  name: 'declared and used',
  description: 'The causal hunk declares a new contract, and the test uses the old one.',
  weight: 2.2,
  read({ declared }) {
    const [first] = declared
    return first === undefined
      ? { seen: false, detail: 'the causal hunk declares nothing that the test uses' }
      : { seen: true, detail: `${first.symbol}: ${first.before} → ${first.after}` }
  },
} satisfies Feature
