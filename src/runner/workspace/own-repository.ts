import { copyFile, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../../model/environment.ts'
import { git } from '../../sandbox/git.ts'
import { ignoredPatterns, type Origin } from './git-folder.ts'

/**
 * A repository of our own beside the tree, which borrows the origin's objects. What set-up steps, tests or the user wrote into the `.git`
 * folder of the tree (filters, attributes, flags of the index) has no effect on what is read and laid with it.
 */
export type OwnRepository = {
  /** The folder, for commands that need no files. */
  readonly dir: string
  /** Its index of the files that it laid. */
  readonly index: string
  /** The kind of its object ids, that of the origin. */
  readonly format: string
  /** Runs git on the files in `tree`; with another index than its own where one is named. Throws like git(). */
  inTree(tree: string, args: readonly string[], index?: string): Promise<string>
}

const NEVER = ['info/attributes', 'info/grafts', 'info/sparse-checkout', 'config.worktree']

/** Makes one in the folder `dir`, which is not there yet; it borrows nothing before borrowObjects(). */
export async function createOwnRepository(dir: string, { top, commonDir, format }: Origin, env: Environment): Promise<OwnRepository> {
  await mkdir(dir, { recursive: true })
  await git(dir, ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`], { env })
  for (const folder of ['objects/info', 'info']) await mkdir(join(dir, folder), { recursive: true })
  await copyFile(join(commonDir, 'shallow'), join(dir, 'shallow')).catch(() => undefined)
  const settings = { config: await readFile(join(dir, 'config'), 'utf8'), 'info/exclude': await ignoredPatterns(top, commonDir) }
  const own = join(dir, 'index')
  let left = await stampOf(own)
  return {
    dir,
    index: own,
    format,
    inTree: async (tree, args, index = own) => {
      for (const [name, text] of Object.entries(settings)) await writeFile(join(dir, name), text)
      for (const name of NEVER) await rm(join(dir, name), { force: true })
      // an index that somebody else wrote says nothing about the files: without it git lays them all
      if ((await stampOf(own)) !== left) await rm(own, { force: true })
      try {
        return await git(tree, args, { env, set: { GIT_DIR: dir, GIT_WORK_TREE: tree, GIT_INDEX_FILE: index } })
      } finally {
        left = await stampOf(own)
      }
    },
  }
}

export async function borrowObjects({ dir }: OwnRepository, { commonDir }: Origin): Promise<void> {
  await writeFile(join(dir, 'objects/info/alternates'), `${join(commonDir, 'objects')}\n`)
}

async function stampOf(path: string): Promise<string> {
  const found = await lstat(path, { bigint: true }).catch(() => null)
  return found === null ? '' : `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`
}
