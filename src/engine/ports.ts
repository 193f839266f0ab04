import type { FileChange } from '../model/file-change.ts'
import type { FrameworkName } from '../model/framework-name.ts'
import type { RegistryName } from '../model/registry-name.ts'
import type { PlainRun } from '../model/runs/plain-run.ts'
import type { RunRequest, TestRun } from '../model/runs/test-run.ts'

/** One version of the repository: a commit, or the working tree as it was when the healing began. */
export type TreeName = 'base' | 'head'

/** Texts that replace those of a tree, by path; `null`: the file is not there. */
export type Overlay = ReadonlyMap<string, string | null>

/** The checkout, as seen by the engine: texts of both trees, and which of them is on disk. */
export type Workspace = {
  readonly base: string
  readonly head: string
  /** Every tracked path of a tree, sorted, relative to the repository with `/`. */
  listFiles(tree: TreeName): Promise<readonly string[]>
  /** A file's text; `null` when it is absent, binary or larger than 1 MB (a notebook: 8 MB). */
  readFile(tree: TreeName, path: string): Promise<string | null>
  /** Files that differ between base and head, with both texts. */
  changes(): Promise<readonly FileChange[]>
  /** Messages of the commits between the trees: hostile plain text. */
  intentTexts(): Promise<readonly string[]>
  /** Lays one tree on disk, exactly, plus these texts over it; both trees lie at the same path, one after the other. */
  checkOut(tree: TreeName, overlay: Overlay): Promise<void>
}

/** Runs tests in the tree that the workspace has checked out; with `fresh`, in a new process. */
export type TestRunner = {
  readonly framework: FrameworkName
  run(request: RunRequest): Promise<TestRun>
  /** The framework as the project starts it: the projects that these files belong to as a whole, or only these files of them. */
  plain(request: { readonly files: readonly string[]; readonly whole: boolean }): Promise<PlainRun>
}

/** One published version of a package, by the names of its registry. */
export type PackageVersion = { readonly registry: RegistryName; readonly name: string; readonly version: string }

/** Texts of published packages, by paths inside of the package. Nothing of a package is ever run or installed. */
export type Packages = {
  /** `not_read`: why not, as the middle of a sentence that names no registry and nothing of the user's settings. */
  read(
    asked: PackageVersion,
  ): Promise<
    { readonly outcome: 'read'; readonly files: ReadonlyMap<string, string> } | { readonly outcome: 'not_read'; readonly reason: string }
  >
}

export type Clock = { now(): number }

/** Told of each stage when it begins; `what` is what it works on, in a few words. */
export type Progress = (stage: string, what: string) => void
