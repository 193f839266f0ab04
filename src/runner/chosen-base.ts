import { isDocument } from '../engine/diagnosis/sources/author-texts.ts'
import { frameworks } from '../engine/frameworks/index.ts'
import { SutureError } from '../model/error.ts'
import { git, tryGit } from '../sandbox/git.ts'

/**
 * What a head is compared with. `why` names it in a few words. `earlier`: the commit before it, where the choice is a guess: if every
 * test fails on both sides, what broke them is older.
 */
export type ChosenBase = { readonly base: string; readonly why: string; readonly earlier: string | null }

/** The commit that a head is compared with, where the caller names none. */
export async function chosenBase(dir: string, head: string): Promise<ChosenBase> {
  const tip = head === 'WORKTREE' ? 'HEAD' : head
  const parent = await parentOf(dir, tip)
  if (head === 'WORKTREE' && (await onDefaultBranch(dir)) && (await hasProductChanges(dir)))
    return { base: 'HEAD', why: 'HEAD, since product files are changed and not committed', earlier: parent }
  for (const branch of ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']) {
    const merged = await tryGit(dir, ['merge-base', branch, tip])
    const base = merged.stdout.trim()
    if (merged.code === 0 && base !== (await git(dir, ['rev-parse', tip])).trim())
      return { base, why: `the merge base with ${branch}`, earlier: null }
  }
  if (parent !== null) return { base: parent, why: `the commit before ${tip}`, earlier: null }
  throw new SutureError('no_base', 'there is no earlier commit to compare with', 'name one with --base REV')
}

/** What was compared with what: the first thing to look at where an answer surprises. */
export async function comparisonNote(dir: string, head: string, base: string, why: string | null): Promise<string> {
  const commit = (await tryGit(dir, ['rev-parse', '--short', base])).stdout.trim()
  const name = why ?? base
  const isClean = head !== 'WORKTREE' || (await git(dir, ['status', '--porcelain', '-z'])) === ''
  const side = head !== 'WORKTREE' ? head : isClean ? 'the working tree' : 'the working tree, with what is not committed,'
  return `compared ${side} with ${name}${commit === '' || name.startsWith(commit) ? '' : ` (${commit})`}`
}

async function parentOf(dir: string, tip: string): Promise<string | null> {
  const parent = await tryGit(dir, ['rev-parse', '--verify', `${tip}~1`])
  return parent.code === 0 ? parent.stdout.trim() : null
}

/** Uncommitted changes of files that git knows and that could break a test; a new file, a note or a test that is being mended does not count. */
async function hasProductChanges(dir: string): Promise<boolean> {
  const changed = (await git(dir, ['diff', '--name-only', '-z', 'HEAD'])).split('\0').filter((path) => path !== '')
  return changed.some((path) => !isDocument(path) && !frameworks.some((framework) => framework.isTestFile(path)))
}

async function onDefaultBranch(dir: string): Promise<boolean> {
  const branch = (await tryGit(dir, ['symbolic-ref', '--short', 'HEAD'])).stdout.trim()
  const remote = (await tryGit(dir, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD'])).stdout.trim().replace(/^origin\//, '')
  return remote === '' ? branch === 'main' || branch === 'master' : branch === remote
}
