import type { CheckResult, Oracle, Tier } from '../../model/test-repair.ts'

/**
 * From the text checks to the tier (DESIGN section 4): A when every one of them holds, C otherwise.
 * B needs a witness and the counterfactual run, neither of which is made yet.
 */
export function tierOf(textChecks: readonly CheckResult[]): { readonly tier: Tier; readonly oracle: Oracle } {
  const holds = textChecks.every(({ outcome }) => outcome === 'passed')
  return holds ? { tier: 'A', oracle: 'preserved' } : { tier: 'C', oracle: 'changed' }
}
