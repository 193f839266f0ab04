import type { Cures } from '../../facets/cures.ts'
import { fixedClock } from './fixed-clock.ts'
import { fixedZone } from './fixed-zone.ts'
import { freePort } from './free-port.ts'
import { freshObject } from './fresh-object.ts'
import { ownEnvironment } from './own-environment.ts'
import { ownFolder } from './own-folder.ts'
import { putBack } from './put-back.ts'
import { seed } from './seed.ts'
import { setUp } from './set-up.ts'
import { testAt } from './test-at.ts'
import { awaitResult, waitForCondition } from './waiting.ts'

export const scriptCures: Cures = {
  testAt,
  'await-result': awaitResult,
  'wait-for-condition': waitForCondition,
  'own-environment': ownEnvironment,
  'put-back': putBack,
  'fresh-object': freshObject,
  'set-up': setUp,
  'own-folder': ownFolder,
  'free-port': freePort,
  // a Set keeps the order in which it was filled
  'sort-both-sides': () => ({ kind: 'none' }),
  seed,
  'fixed-clock': fixedClock,
  'fixed-zone': fixedZone,
}
