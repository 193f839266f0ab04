import type { FailureType } from './failure-type.ts'

/** The normalised evidence that a signature is made of; stored with it, so that a later version can be computed from it. */
export type SignatureFields = {
  readonly failureType: FailureType
  /** Without its module: `AssertionError`. */
  readonly exception: string
  /** The innermost frame in the repository, without its line. */
  readonly file: string | null
  readonly function: string | null
  readonly message: string
  /** The compared values, or those in the message, one a line. */
  readonly values: string
}

/**
 * Which failure this is. `loose` is equal for failures of one kind in one place, whatever the values; `strict` also holds the
 * compared values. Both are 32 hexadecimal digits.
 */
export type FailureSignature = {
  readonly version: number
  readonly loose: string
  readonly strict: string
  readonly fields: SignatureFields
}
