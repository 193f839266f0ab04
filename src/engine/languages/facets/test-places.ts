import type { Bindings, Declaration } from '../source-names.ts'
import type { Range } from '../syntax-tree.ts'

/** A file of tests, as far as it is needed to find them. */
export type TestFile = {
  readonly text: string
  declarations(): readonly Declaration[]
  bindings(): Bindings
}

/** How tests are arranged in a file. */
export type TestPlaces = {
  /** Where each test function, or call that makes a test, begins and ends; in any order. */
  rangesIn(file: TestFile): readonly Range[]
  /** A test may be reported at a line above it: that of a decorator. */
  readonly reportedAbove: boolean
  /** Where the framework keeps the snapshots of a test file, unless it is told otherwise; `null` where it keeps none. */
  snapshotsOf(path: string): string | null
}
