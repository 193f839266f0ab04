import { z } from 'zod'

/** What is wrong, for one failing test. Only `obsolete_test` ever leads to an edit of a test. */
export const Verdict = z.enum([
  'obsolete_test',
  'removed_behaviour',
  'product_regression',
  'flaky',
  'infrastructure',
  'environment',
  'unknown',
])
export type Verdict = z.infer<typeof Verdict>
