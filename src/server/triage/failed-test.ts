import type { FailureType } from '../../model/failure/failure-type.ts'
import type { QuarantineAnswer } from './answer.ts'

/** One failing test of a healing, over all jobs in which it failed, with what history knows of its failure. */
export type FailedTest = {
  readonly testId: string
  readonly framework: string
  readonly file: string | null
  readonly jobs: readonly string[]
  readonly failureType: FailureType
  readonly message: string
  readonly line: number | null
  readonly strictSignatures: readonly string[]
  /** Only where every failure of the test is muted: a new signature of it is not. */
  readonly quarantine: QuarantineAnswer | null
  /** The pull request in which somebody said no to a repair of this failure. */
  readonly declined: { readonly pullNumber: number | null; readonly by: string } | null
  /** How many dispatched healings this failure had already, other ones than this. */
  readonly healings: number
  /** It passed in a later attempt of the same job on the same tree. */
  readonly passedLater: boolean
}
