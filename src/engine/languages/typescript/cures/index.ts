import type { CureFound, Cures } from '../../facets/cures.ts'
import { testAt } from './test-at.ts'

const none = (): CureFound => ({ kind: 'none' })
export const scriptCures: Cures = {
  testAt,
  'await-result': none,
  'wait-for-condition': none,
  'own-environment': none,
  'put-back': none,
  'fresh-object': none,
  'set-up': none,
  'own-folder': none,
  'free-port': none,
  'sort-both-sides': none,
  seed: none,
  'fixed-clock': none,
  'fixed-zone': none,
}
