import type { FrameworkName } from '../../model/framework-name.ts'
import type { FileRef, TestRef } from '../../model/test-ref.ts'
import type { LanguageName } from '../languages/language.ts'

/** What can be read of a repository without running it. */
export type RepositoryFiles = { readonly paths: readonly string[]; read(path: string): string | null }

/**
 * A test framework: facts and small pure functions. How its probe is started is in runner/probes/<name>/,
 * so that this side stays free of processes. A new framework is one file here, one probe folder there, one line in each index.
 */
export type Framework = {
  readonly name: FrameworkName
  readonly language: LanguageName
  /** Manifest and lock files whose change means that the base needs its own set-up. */
  readonly manifests: RegExp
  /** Whether this repository uses it, and the sentence that says why. */
  detect(files: RepositoryFiles): { readonly uses: boolean; readonly why: string }
  /** Files that its configuration loads before the tests of every file, as far as a run said so. */
  readonly setUp: readonly string[]
  /** Whether a file that is loaded before the tests belongs to them: parts of the product are loaded so too. */
  isSetUp(path: string): boolean
  /** Whether a path is a test, a fixture or a helper of tests; everything else is the product. */
  isTestFile(path: string): boolean
  /** Whether a repair may edit it: a test file, or data below a folder of tests, that the repository's settings do not exclude. */
  isEditable(path: string): boolean
  /** Whether the repository's settings say that it is a test, whatever the framework's own configuration says. */
  isAdded(path: string): boolean
  /** Whether the repository's settings say that it is never edited. */
  isExcluded(path: string): boolean
  /** Whether the framework itself collects tests from this path: a test file that is not just a helper. */
  isRunnable(path: string): boolean
  /**
   * What an id of this framework names, in a tree with these paths: a test, or a file as a whole. `null` where it names nothing.
   * Where the file is in the tree under another spelling (`tests\test_a.py`), the id is the one that has the tree's.
   */
  testRef(id: string, paths: ReadonlySet<string>): TestRef | FileRef | null
}
