import { z } from 'zod'
import { count, message, name } from './parts.ts'

/** Why a flaky test is not cured. */
export const CURES = {
  'cause-not-curable': z.strictObject({ cause: name }),
  'not-cured': z.strictObject({
    why: z.enum([
      'nothing-found',
      'not-read',
      'product-race',
      'product-order',
      'product-fails',
      'any-draw',
      'any-day',
      'any-zone',
      'no-way-back',
      'no-fixtures',
      'no-tool',
      'side-effects',
      'not-importable',
    ]),
    what: name,
  }),
  'product-state': z.strictObject({ what: name, by: name }),
  'cure-check-failed': z.strictObject({ cure: name, check: name, detail: message }),
  'cure-not-shown': z.strictObject({ needed: count, most: count }),
  'cure-contradicts': z.strictObject({ test: name }),
  'cure-out-of-time': z.strictObject({}),
}
