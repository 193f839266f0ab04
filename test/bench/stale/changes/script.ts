import type { SeededChange } from '../seeded-change.ts'
import { scriptBranches } from './script/branches.ts'
import { scriptKeys } from './script/keys.ts'
import { scriptMessages } from './script/messages.ts'
import { scriptParameters } from './script/parameters.ts'
import { scriptValues } from './script/values.ts'

/** Changes of small modules in JavaScript and TypeScript: ‹…› are types, which JavaScript does without. */
export const scriptChanges: readonly SeededChange[] = [
  ...scriptBranches,
  ...scriptKeys,
  ...scriptParameters,
  ...scriptMessages,
  ...scriptValues,
]
