import { appendFile, copyFile, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Environment } from '../../model/environment.ts'
import { SutureError } from '../../model/error.ts'
import { git, tryGit } from '../../sandbox/git.ts'

// what tools leave behind; a project that forgot to ignore them does not mean them to be part of its working tree
const NEVER_SOURCE = ['node_modules/', '__pycache__/', '.pytest_cache/', '.venv/', '.tox/', '.nox/']

/** The path of the user's repository. Throws `no_repository` when the folder is not the top of a git checkout. */
export async function locateOrigin(
  dir: string,
  env: Environment,
): Promise<{ readonly top: string; readonly gitDir: string; readonly commonDir: string }> {
  const words = ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir', '--show-prefix']
  const found = await tryGit(dir, words, { env })
  const [top = '', gitDir = '', commonDir = '', prefix = ''] = found.stdout.split('\n')
  if (found.code !== 0)
    throw new SutureError('no_repository', `${dir} is not a git checkout`, 'give the folder of a git checkout (--repo DIR)')
  if (prefix !== '')
    throw new SutureError('no_repository', `${dir} is inside the checkout ${top}`, `give the top of the checkout: --repo ${top}`)
  return { top, gitDir, commonDir: resolve(dir, commonDir) }
}

/**
 * Makes `root` a repository of its own that borrows the origin's objects, and returns the tree of the origin's working tree.
 * Nothing is written to the origin, now or later.
 */
export async function borrowRepository(root: string, dir: string, env: Environment): Promise<string> {
  const { commonDir } = await locateOrigin(dir, env)
  const format = (await git(dir, ['rev-parse', '--show-object-format'], { env })).trim()
  await mkdir(root, { recursive: true })
  await git(root, ['init', '--quiet', '--template=', '--initial-branch=suture', `--object-format=${format}`], { env })
  const folder = join(root, '.git')
  await mkdir(join(folder, 'objects/info'), { recursive: true })
  await mkdir(join(folder, 'info'), { recursive: true })
  await copyFile(join(commonDir, 'shallow'), join(folder, 'shallow')).catch(() => undefined)
  const excludes = await readFile(join(commonDir, 'info/exclude'), 'utf8').catch(() => '')
  await writeFile(join(folder, 'info/exclude'), `${excludes}\n${NEVER_SOURCE.join('\n')}\n`)
  for (const name of await virtualEnvironments(dir)) await appendFile(join(folder, 'info/exclude'), `/${name}/\n`)
  // only now: git touches the time of a borrowed object that it would write again
  const tree = await snapshotWorkingTree(root, dir, env)
  await writeFile(join(folder, 'objects/info/alternates'), `${join(commonDir, 'objects')}\n`)
  return tree
}

/** Folders at the top that hold a Python environment. */
async function virtualEnvironments(dir: string): Promise<readonly string[]> {
  const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const marks = await Promise.all(
    folders.map(({ name }) =>
      stat(join(dir, name, 'pyvenv.cfg')).then(
        () => name,
        () => null,
      ),
    ),
  )
  return marks.filter((name) => name !== null)
}

/**
 * The tree of the origin's working tree: tracked files as they are on disk, and untracked ones that are not ignored.
 * Objects and index go to the borrowing repository; the origin's own index is only read, to spare hashing what did not change.
 */
async function snapshotWorkingTree(root: string, dir: string, env: Environment): Promise<string> {
  const { gitDir } = await locateOrigin(dir, env)
  const index = join(root, '.git/snapshot-index')
  const set = { GIT_DIR: join(root, '.git'), GIT_WORK_TREE: dir, GIT_INDEX_FILE: index }
  await copyIndex(join(gitDir, 'index'), index)
  const added = await tryGit(dir, ['add', '--all'], { env, set })
  if (added.code !== 0)
    throw new SutureError('worktree_unreadable', `the working tree could not be read: ${added.stderr.trim()}`, 'commit, or give --head')
  return (await git(dir, ['write-tree', '--missing-ok'], { env, set })).trim()
}

async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from).catch(() => ({ mtimeMs: null }))
  if (mtimeMs === null) return
  await copyFile(from, to)
  // git trusts an entry only when it is older than its index: never make the copy younger
  await utimes(to, Math.floor(mtimeMs / 1000), Math.floor(mtimeMs / 1000))
}

/** Untracked files in the origin's folder; a whole untracked folder is one entry with a `/` at the end. */
export async function listUntracked(root: string, dir: string, env: Environment, which: 'ignored' | 'all'): Promise<readonly string[]> {
  const set =
    which === 'ignored' ? { GIT_DIR: join(root, '.git'), GIT_WORK_TREE: dir, GIT_INDEX_FILE: join(root, '.git/snapshot-index') } : {}
  const standard = which === 'ignored' ? ['--ignored', '--exclude-standard'] : []
  const text = await git(dir, ['ls-files', '--others', ...standard, '--directory', '--no-empty-directory', '-z'], { env, set })
  return text.split('\0').filter((path) => path !== '')
}
