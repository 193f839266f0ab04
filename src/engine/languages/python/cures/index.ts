import type { Cures } from '../../facets/cures.ts'
import { fixedClock } from './fixed-clock.ts'
import { fixedZone } from './fixed-zone.ts'
import { freshObject } from './fresh-object.ts'
import { ownEnvironment } from './own-environment.ts'
import { ownFolder } from './own-folder.ts'
import { putBack } from './put-back.ts'
import { seed } from './seed.ts'
import { setUp } from './set-up.ts'
import { sortBothSides } from './sort-both-sides.ts'
import { testAt } from './test-at.ts'
import { awaitResult, waitForCondition } from './waiting.ts'

export const pythonCures: Cures = {
  testAt,
  'await-result': awaitResult,
  'wait-for-condition': waitForCondition,
  'own-environment': ownEnvironment,
  'put-back': putBack,
  'fresh-object': freshObject,
  'set-up': setUp,
  'own-folder': ownFolder,
  // pytest runs one process: no experiment shows two that want one port
  'free-port': () => ({ kind: 'none' }),
  'sort-both-sides': sortBothSides,
  seed,
  'fixed-clock': fixedClock,
  'fixed-zone': fixedZone,
}
