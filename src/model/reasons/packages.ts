import { z } from 'zod'
import { allMoved, change, count, message, moved, name, nested, place } from './parts.ts'

/** Packages whose version the change moved. `contract`: what a comparison of both versions shows, if they were read. */
export const PACKAGES = {
  'changed-dependency': z.strictObject({ suspect: nested, moved, contract: nested.nullable() }),
  'changed-dependency-in-product': z.strictObject({ moved, change, place, more: count }),
  'changed-dependency-in-test': z.strictObject({ moved, change, place }),
  'no-dependency-changed': z.strictObject({}),
  'base-has-same-packages': z.strictObject({ moved: allMoved, more: count }),
  'dependency-not-named': z.strictObject({ moved: allMoved, more: count, contract: nested.nullable() }),
  'dependency-beside-product': z.strictObject({ suspect: nested, moved, file: name, more: count }),
  'package-not-loaded': z.strictObject({ package: name }),
  'thrown-in-package': z.strictObject({ package: name }),
  'package-not-read': z.strictObject({ package: name, why: message }),
  'package-not-used': z.strictObject({ package: name }),
  'package-use-not-seen': z.strictObject({ moved, change, place }),
  'package-use-not-certain': z.strictObject({ moved, change, place }),
  'package-use-elsewhere': z.strictObject({ moved, change }),
}
