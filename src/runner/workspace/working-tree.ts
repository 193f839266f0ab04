import { copyFile, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../../model/environment.ts'
import { SutureError } from '../../model/error.ts'
import { locateOrigin } from './git-folder.ts'
import type { OwnRepository } from './own-repository.ts'

/**
 * The tree of the origin's working tree: tracked files as they are on disk, and untracked ones that are not ignored. The origin's own index is only read, to spare hashing what
 * did not change. Before objects are borrowed: git touches the time of a borrowed object that it would write again.
 */
export async function snapshotWorkingTree(own: OwnRepository, origin: string, env: Environment): Promise<string> {
  const index = join(own.dir, 'snapshot-index')
  await copyIndex(join((await locateOrigin(origin, env)).gitDir, 'index'), index)
  try {
    await own.inTree(origin, ['add', '--all'], index)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : ''
    throw new SutureError('worktree_unreadable', `the working tree could not be read: ${why}`, 'commit, or give --head', { cause })
  }
  return (await own.inTree(origin, ['write-tree', '--missing-ok'], index)).trim()
}

/** Files in the origin's folder that git ignores, after the snapshot; a whole ignored folder is one entry with a `/` at the end. */
export async function listIgnored(own: OwnRepository, origin: string): Promise<readonly string[]> {
  const words = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '--no-empty-directory', '-z']
  const text = await own.inTree(origin, words, join(own.dir, 'snapshot-index'))
  return text.split('\0').filter((path) => path !== '')
}

async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from).catch(() => ({ mtimeMs: null }))
  if (mtimeMs === null) return
  await copyFile(from, to)
  // git trusts an entry only when it is older than its index: never make the copy younger
  await utimes(to, Math.floor(mtimeMs / 1000), Math.floor(mtimeMs / 1000))
}
