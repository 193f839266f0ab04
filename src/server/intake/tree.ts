import { readTarball, type Tarball, type TarballFile, type TarballLimits } from '../../engine/archives/read-tarball.ts'
import { LONGEST_NOTEBOOK } from '../../engine/changes/possible/caller-paths.ts'

/** One entry of a commit's tree. */
export type TreeFile = TarballFile

/** A commit's files by path, as the server fetched them. */
export type Tree = Tarball

const MB = 1024 * 1024

/** What a commit's tree may cost the server. */
export const TREE_LIMITS: TarballLimits = {
  maxPacked: 200 * MB,
  maxUnpacked: 1024 * MB,
  maxFiles: 100_000,
  maxText: LONGEST_NOTEBOOK, // whose text is wanted is asked with its size: the runner reads no larger ones either
  maxTexts: 150 * MB,
}

/** A commit as GitHub packs it; it is read once. */
export type PackedTree = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** Reads a commit as GitHub packs it. */
export function readTree(packed: PackedTree, wants: (path: string, size: number) => boolean): Promise<Tree> {
  return readTarball(packed, wants, TREE_LIMITS)
}
