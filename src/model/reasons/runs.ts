import { z } from 'zod'
import { count, message, name, nested, places } from './parts.ts'

/** What running the tests showed: whether they start, fail again, and fail on the base. */
export const RUNS = {
  'run-broken': z.strictObject({ framework: name, cause: name.nullable(), why: message }),
  'run-broken-by-change': z.strictObject({ framework: name, why: message }),
  'run-stopped': z.strictObject({ why: message }),
  'tests-ran': z.strictObject({ framework: name, tests: count }),
  'product-elsewhere': z.strictObject({ path: name }),
  'product-from-checkout': z.strictObject({ files: count }),
  'not-reproduced': z.strictObject({ runs: count }),
  'not-reproduced-no-test': z.strictObject({}),
  'seen-to-fail': z.strictObject({ exception: name }),
  flaky: z.strictObject({ passed: count, failed: count }),
  'flaky-by-order': z.strictObject({}),
  'flaky-second-run': z.strictObject({ clean: count, failed: count, second: count }),
  'second-run-passes-on-base': z.strictObject({ after: nested }),
  'fails-each-time': z.strictObject({ failed: count, runs: count }),
  'fails-on-base': z.strictObject({ exception: name.nullable() }),
  'base-not-run': z.strictObject({ why: message }),
  'new-test': z.strictObject({}),
  'title-not-on-base': z.strictObject({}),
  'skipped-on-base': z.strictObject({}),
  'passes-on-base': z.strictObject({}),
  'causal-hunk': z.strictObject({ places, more: count, files: count, runs: count }),
  'causal-hunk-not-minimal': z.strictObject({ places, more: count, why: message }),
  'causal-hunk-not-found': z.strictObject({ why: message, runs: count }),
  'causal-hunk-not-searched': z.strictObject({ why: message }),
  'causal-hunk-not-asked': z.strictObject({}),
  'no-failure': z.strictObject({}),
  unexplained: z.strictObject({}),
}
