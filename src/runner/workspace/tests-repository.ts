import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Environment } from '../../model/environment.ts'
import { git } from '../../sandbox/git.ts'
import type { Origin } from './git-folder.ts'
import type { OwnRepository } from './own-repository.ts'

/** The `.git` folder of the tree that is tested, for tests that call git. Suture itself never asks it. */
export type TestsRepository = {
  /** Makes it say that `commit` is checked out and nothing changed, and puts its settings back. */
  show(commit: string | null): Promise<void>
}

/** Paths of a `.git` folder that a run finds as the run before it did. */
export const PUT_BACK = ['config', 'info/attributes', 'info/exclude']

/** A repository in the folder `root`, which is not there yet, with all that `own` has and the same ignored files. */
export async function createTestsRepository(root: string, own: OwnRepository, env: Environment): Promise<TestsRepository> {
  await mkdir(root, { recursive: true })
  await git(root, ['init', '--quiet', '--template=', '--initial-branch=suture', `--object-format=${own.format}`], { env })
  const dir = join(root, '.git')
  for (const folder of ['objects/info', 'info']) await mkdir(join(dir, folder), { recursive: true })
  await writeFile(join(dir, 'objects/info/alternates'), `${join(own.dir, 'objects')}\n`)
  for (const name of ['info/exclude', 'shallow']) await copyFile(join(own.dir, name), join(dir, name)).catch(() => undefined)
  return testsRepository(dir, own)
}

/** The repository that is there already, of a checkout that is disposable. */
export async function existingTestsRepository({ gitDir }: Origin, own: OwnRepository): Promise<TestsRepository> {
  return testsRepository(gitDir, own)
}

async function testsRepository(dir: string, own: OwnRepository): Promise<TestsRepository> {
  const settings = await Promise.all(PUT_BACK.map(async (name) => [join(dir, name), await bytesOf(join(dir, name))] as const))
  return {
    show: async (commit) => {
      for (const [path, bytes] of settings) await put(path, bytes)
      await put(join(dir, 'index'), await bytesOf(own.index))
      if (commit !== null) await put(join(dir, 'HEAD'), Buffer.from(`${commit}\n`))
    },
  }
}

async function bytesOf(path: string): Promise<Buffer | null> {
  return readFile(path).catch(() => null)
}

async function put(path: string, bytes: Buffer | null): Promise<void> {
  if (bytes !== null && (await bytesOf(path))?.equals(bytes)) return
  await rm(path, { recursive: true, force: true })
  if (bytes === null) return
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}
