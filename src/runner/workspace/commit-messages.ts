import type { Environment } from '../../sandbox/environment.ts'
import { tryGit } from '../../sandbox/git.ts'

/** Older ones say little of what a failing test met last. */
const MOST = 50

/** Messages of the commits that lead from one revision to the other, newest first; none where the history is not there. */
export async function commitMessages(dir: string, base: string, head: string, env: Environment): Promise<readonly string[]> {
  const tip = head === 'WORKTREE' ? 'HEAD' : head
  const range = ['--end-of-options', `${base}..${tip}`]
  const log = await tryGit(dir, ['log', '-z', '--no-merges', `--max-count=${MOST}`, '--format=%B', ...range], { env })
  return log.code === 0 ? log.stdout.split('\0').flatMap((text) => text.trim() || []) : []
}
