import { copyFile, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { SutureError } from '../../model/error.ts'
import type { Origin } from './git-folder.ts'
import type { OwnRepository } from './own-repository.ts'

/** Copies the origin's index, which is only read: it says which files are tracked, and spares hashing what did not change. */
export async function copyOriginIndex(own: OwnRepository, { gitDir }: Origin): Promise<void> {
  await copyIndex(join(gitDir, 'index'), snapshotIndex(own))
}

/**
 * The tree of the origin's working tree: tracked files as they are on disk, and untracked ones that are not ignored. After copyOriginIndex(),
 * and before objects are borrowed: git touches the time of a borrowed object that it would write again.
 */
export async function snapshotWorkingTree(own: OwnRepository, { top }: Origin): Promise<string> {
  const index = snapshotIndex(own)
  try {
    await own.inTree(top, ['add', '--all'], index)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : ''
    throw new SutureError('worktree_unreadable', `the working tree could not be read: ${why}`, 'commit, or give --head', { cause })
  }
  return (await own.inTree(top, ['write-tree', '--missing-ok'], index)).trim()
}

/** Files in the origin's folder that git ignores, after its index was copied; a whole ignored folder is one entry with a `/` at the end. */
export async function listIgnored(own: OwnRepository, origin: string): Promise<readonly string[]> {
  const words = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '--no-empty-directory', '-z']
  const text = await own.inTree(origin, words, snapshotIndex(own))
  return text.split('\0').filter((path) => path !== '')
}

async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from).catch(() => ({ mtimeMs: null }))
  if (mtimeMs === null) return
  await copyFile(from, to)
  // git trusts an entry only when it is older than its index: never make the copy younger
  await utimes(to, Math.floor(mtimeMs / 1000), Math.floor(mtimeMs / 1000))
}

function snapshotIndex({ dir }: OwnRepository): string {
  return join(dir, 'snapshot-index')
}
