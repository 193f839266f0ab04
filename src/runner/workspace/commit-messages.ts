import type { Environment } from '../../model/environment.ts'
import { tryGit } from '../../sandbox/git.ts'

/** Older ones say little of what a failing test met last. */
const MOST = 50

/**
 * Messages of the commits that lead from one commit to the other, newest first; none where the history is not there.
 * Both are full ids: a branch of the origin has no name in the copy.
 */
export async function commitMessages(dir: string, base: string, head: string | null, env: Environment): Promise<readonly string[]> {
  if (head === null) return []
  const range = ['--end-of-options', `${base}..${head}`]
  const log = await tryGit(dir, ['log', '-z', '--no-merges', `--max-count=${MOST}`, '--format=%B', ...range], { env })
  return log.code === 0 ? log.stdout.split('\0').flatMap((text) => text.trim() || []) : []
}
