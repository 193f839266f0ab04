import type { ContractChange } from '../../../model/contract-change.ts'
import type { Hunk } from '../causes/hunks.ts'
import type { Sources } from '../sources/sources.ts'
import type { ValuePiece } from './reading/pieces.ts'
import type { Replacement } from './reading/replacements.ts'

/** What texts alone tell of changed lines and of the value that they change: the server reads the same without any run. */
export type TextCase = {
  readonly context: Pick<Sources, 'authorTexts' | 'hunks' | 'trees'>
  readonly hunks: readonly Hunk[]
  /** Changes that these hunks declare and that the test uses. */
  readonly declared: readonly ContractChange[]
  /** What these hunks put in the place of what. */
  readonly replaced: readonly Replacement[]
  /** What they add to or take from the compared value. */
  readonly pieces: readonly ValuePiece[]
  /** Names of the declarations that contain the hunks, without their classes. */
  readonly subjects: readonly string[]
}
