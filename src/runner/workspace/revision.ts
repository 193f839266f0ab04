import type { Environment } from '../../model/environment.ts'
import { SutureError } from '../../model/error.ts'
import { tryGit } from '../../sandbox/git.ts'

/** `name` is what was asked for as a full commit id (for a merge, that of its second commit), `commit` is null where the tree has none. */
export type Revision = { readonly name: string; readonly commit: string | null; readonly tree: string }

/** A revision with its tree; throws `unknown_revision`. */
export async function revisionOf(dir: string, revision: string, env: Environment): Promise<Revision> {
  const found = await tryGit(dir, ['rev-parse', '--end-of-options', `${revision}^{commit}`, `${revision}^{tree}`], { env })
  const [commit = '', tree = ''] = found.stdout.split('\n').filter((line) => /^[0-9a-f]{40,64}$/.test(line))
  return found.code === 0 && tree !== '' ? { name: commit, commit, tree } : unknown(revision)
}

/** Resolves a revision of the repository at `dir`; throws `unknown_revision`. */
export async function resolveCommit(dir: string, revision: string, env: Environment): Promise<string> {
  const found = await tryGit(dir, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], { env })
  if (found.code === 0) return found.stdout.trim()
  return unknown(revision)
}

function unknown(revision: string): never {
  throw new SutureError('unknown_revision', `there is no commit ${revision} in this checkout`, `fetch it: git fetch origin ${revision}`)
}

/** The tree that merging the two commits gives, as GitHub builds it for a pull request; throws `merge_conflict` when they do not merge. */
export async function mergeTree(dir: string, base: string, head: string, env: Environment): Promise<Revision> {
  const merged = await tryGit(dir, ['merge-tree', '--write-tree', '--name-only', base, head], { env })
  const [tree = '', ...files] = merged.stdout.split('\n')
  if (merged.code === 0) return { name: head, commit: null, tree }
  if (merged.code === 1) {
    const names = files.slice(0, Math.max(0, files.indexOf(''))).join(', ')
    throw new SutureError(
      'merge_conflict',
      `${head} does not merge with ${base}: ${names}`,
      'merge the base branch and resolve the conflict first',
    )
  }
  throw new SutureError(
    'merge_failed',
    `git merge-tree failed: ${merged.stderr.trim()}`,
    'install git 2.38 or newer, and fetch both commits with their history',
  )
}
