import { z } from 'zod'
import { change, count, message, name, names, place, places, signs } from './parts.ts'

/** What the changed source declares, takes away or means. */
export const SOURCE_CHANGES = {
  'contract-change': z.strictObject({ change }),
  'contract-change-half-done': z.strictObject({ change, place: place.nullable() }),
  'contract-change-maybe-half-done': z.strictObject({ change, place, places, more: count }),
  /** By its body the change renames one thing, by what stands at `place`, or in a message, another. */
  'rename-contradicted': z.strictObject({ change, old: name, now: name, place: place.nullable(), quote: message }),
  /** It was renamed together with `old`, which is `now` by its body, and the two may be exchanged. */
  'rename-ambiguous': z.strictObject({ change, old: name, now: name }),
  'no-declared-change-used': z.strictObject({ declared: count }),
  'fails-in-product': z.strictObject({ change, file: name }),
  'broken-by-another-part': z.strictObject({ change }),
  'failure-from-elsewhere': z.strictObject({ change }),
  removed: z.strictObject({ change }),
  /** A file of tests does not load: those of them that use what was removed, and how many others. */
  'removed-for-some': z.strictObject({ change, tests: names, others: count }),
  'removed-from-exports': z.strictObject({ change, file: name }),
  'removed-though-said-to-live': z.strictObject({ change, quote: message }),
  'removed-with-rivals': z.strictObject({ change, successors: names }),
  'removed-with-successor': z.strictObject({ change, successor: name }),
  'patched-name': z.strictObject({ name, module: name }),
  'patched-name-moved': z.strictObject({ name, module: name, to: name }),
  'patched-name-now-local': z.strictObject({ name, module: name }),
  'no-name-missing': z.strictObject({}),
  'name-not-imported-before': z.strictObject({ name, module: name }),
  'name-still-used': z.strictObject({ name, module: name }),
  'product-asks-for-name': z.strictObject({ name, file: name }),
  'declared-intent': z.strictObject({ files: names, signs }),
  'declared-intent-open': z.strictObject({ files: names, signs, against: signs }),
  /** The part that breaks the test is known; whether it was meant is not. */
  'behaviour-changed': z.strictObject({ places, more: count, signs, against: signs }),
  'not-intended': z.strictObject({ places, more: count, against: signs.default([]) }),
  'not-intended-suspected': z.strictObject({ files: names, against: signs.default([]) }),
  'no-changed-part-reached': z.strictObject({}),
  'changed-source': z.strictObject({ files: names, how: z.enum(['runs', 'reaches']) }),
  'no-source-changed': z.strictObject({}),
  'changed-source-not-reached': z.strictObject({}),
}
