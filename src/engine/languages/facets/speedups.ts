import type { FrameworkName } from '../../../model/framework-name.ts'
import type { Range } from '../syntax-tree.ts'
import type { CuredFile, CuredTest, CureEdit } from './cures.ts'

/** Set-up that is made for each test and could be made once: `name` as people know it, `isOfFolder` where every test file below its folder may use it. */
export type RepeatedSetup = { readonly name: string; readonly isOfFolder: boolean; readonly edits: readonly CureEdit[] }

/** A test file, and the files of the product in which the code under test pauses. */
export type PausingFiles = {
  readonly framework: FrameworkName
  readonly file: CuredFile
  readonly pausing: readonly CuredFile[]
  /** How the file of a symbol is imported. */
  moduleOf(path: string): string
}

/** How the texts of a language's tests are made faster. */
export type Speedups = {
  /** Statements of a test that do nothing but wait for a fixed time, outside of loops. */
  pauses(test: CuredTest): readonly Range[]
  /** What a file of the tests makes for each test anew; not what depends on a test, and not what puts mocks back. */
  repeatedSetups(framework: FrameworkName, file: CuredFile): readonly RepeatedSetup[]
  /** Lines of a file of the product in which it pauses for a time, by the machine's own timers. */
  pausesOfProduct(file: CuredFile): readonly number[]
  /** Lets the pauses of the product pass at once in all tests of a file; nothing where the file fakes time already, or where that cannot be done. */
  fakedPauses(files: PausingFiles): readonly CureEdit[]
}
