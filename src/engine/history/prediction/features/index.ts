import { CHANGE_FEATURES } from './change-features.ts'
import { HISTORY_FEATURES } from './history-features.ts'
import type { Indicator } from './indicator.ts'

/** What a failure is predicted from, besides what is the same for the whole run. A new feature is one entry in one of these lists. */
export const TEST_FEATURES: readonly Indicator[] = [
  { name: 'bias', prior: -2, priorFailing: -0.7, value: () => 1, words: () => null },
  ...HISTORY_FEATURES,
  ...CHANGE_FEATURES,
]
