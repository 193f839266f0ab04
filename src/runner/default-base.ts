import { SutureError } from '../model/error.ts'
import { git, tryGit } from '../sandbox/git.ts'

/** The commit that a working tree is compared with, where the caller names none. */
export async function defaultBase(dir: string, head: string): Promise<string> {
  const tip = head === 'WORKTREE' ? 'HEAD' : head
  if (head === 'WORKTREE' && (await git(dir, ['status', '--porcelain'])).trim() !== '' && (await onDefaultBranch(dir))) return 'HEAD'
  for (const branch of ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']) {
    const merged = await tryGit(dir, ['merge-base', branch, tip])
    const base = merged.stdout.trim()
    if (merged.code === 0 && base !== (await git(dir, ['rev-parse', tip])).trim()) return base
  }
  const parent = await tryGit(dir, ['rev-parse', '--verify', `${tip}~1`])
  if (parent.code === 0) return parent.stdout.trim()
  throw new SutureError('no_base', 'there is no earlier commit to compare with', 'name one with --base REV')
}

async function onDefaultBranch(dir: string): Promise<boolean> {
  const branch = (await tryGit(dir, ['symbolic-ref', '--short', 'HEAD'])).stdout.trim()
  const remote = (await tryGit(dir, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD'])).stdout.trim().replace(/^origin\//, '')
  return remote === '' ? branch === 'main' || branch === 'master' : branch === remote
}
