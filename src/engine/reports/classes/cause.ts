import type { ReportClass } from '../../../model/test-report.ts'

/** A message by which a tool says why it failed. */
export type Cause = {
  /** What is wrong, in two or three words: shown as the reason of a class. */
  readonly name: string
  readonly class: ReportClass
  readonly expression: RegExp
  /** The machine itself gave out: counts even where the build also said something else. */
  readonly isFatal?: boolean
}
