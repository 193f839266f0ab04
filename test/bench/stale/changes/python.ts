import type { SeededChange } from '../seeded-change.ts'
import { pythonBranches } from './python/branches.ts'
import { pythonKeys } from './python/keys.ts'
import { pythonMessages } from './python/messages.ts'
import { pythonParameters } from './python/parameters.ts'
import { pythonValues } from './python/values.ts'

/** Changes of small Python modules, as a shop, a library or a ledger has them. */
export const pythonChanges: readonly SeededChange[] = [
  ...pythonBranches,
  ...pythonKeys,
  ...pythonParameters,
  ...pythonMessages,
  ...pythonValues,
]
