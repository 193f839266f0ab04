import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Environment } from '../../model/environment.ts'
import { SutureError } from '../../model/error.ts'
import { git, tryGit } from '../../sandbox/git.ts'

// what tools leave behind; a project that forgot to ignore them does not mean them to be part of its working tree
const NEVER_SOURCE = ['node_modules/', '__pycache__/', '.pytest_cache/', '.venv/', '.tox/', '.nox/']

/** The user's repository: its top folder, its `.git`, that of all its worktrees, and the kind of its object ids. */
export type Origin = { readonly top: string; readonly gitDir: string; readonly commonDir: string; readonly format: string }

/** Asks git once for all that is known of the user's repository. Throws `no_repository` when the folder is not the top of a git checkout. */
export async function locateOrigin(dir: string, env: Environment): Promise<Origin> {
  const words = ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir', '--show-object-format', '--show-prefix']
  const found = await tryGit(dir, words, { env })
  const [top = '', gitDir = '', commonDir = '', format = '', prefix = ''] = found.stdout.split('\n')
  if (found.code !== 0)
    throw new SutureError('no_repository', `${dir} is not a git checkout`, 'give the folder of a git checkout (--repo DIR)')
  if (prefix !== '')
    throw new SutureError('no_repository', `${dir} is inside the checkout ${top}`, `give the top of the checkout: --repo ${top}`)
  return { top, gitDir, commonDir: resolve(dir, commonDir), format }
}

/** What of the origin's files is ignored besides what its `.gitignore` files say, as the text of an exclude file. */
export async function ignoredPatterns(dir: string, commonDir: string): Promise<string> {
  const excludes = await readFile(join(commonDir, 'info/exclude'), 'utf8').catch(() => '')
  return [excludes, ...NEVER_SOURCE, ...(await virtualEnvironments(dir)).map((name) => `/${name}/`), ''].join('\n')
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

/** Every untracked file in the origin's folder; a whole untracked folder is one entry with a `/` at the end. */
export async function listUntracked(dir: string, env: Environment): Promise<readonly string[]> {
  const text = await git(dir, ['ls-files', '--others', '--directory', '--no-empty-directory', '-z'], { env })
  return text.split('\0').filter((path) => path !== '')
}
