import type { Range } from '../syntax-tree.ts'
import type { CuredTest } from './cures.ts'

/** How the texts of a language's tests are made faster. */
export type Speedups = {
  /** Statements of a test that do nothing but wait for a fixed time, outside of loops. */
  pauses(test: CuredTest): readonly Range[]
}
