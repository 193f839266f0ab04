import { z } from 'zod'

/**
 * What is wrong, for one failing test. `behaviour_changed`: it is known which part of the change breaks the test, and neither 'meant' nor
 * 'bug' has enough evidence. No edit of a test is offered for any other verdict than `obsolete_test`, unless a person accepts it.
 */
export const Verdict = z.enum([
  'obsolete_test',
  'removed_behaviour',
  'product_regression',
  'behaviour_changed',
  'flaky',
  'infrastructure',
  'environment',
  'unknown',
])
export type Verdict = z.infer<typeof Verdict>
