import { MOST_MESSAGES } from '../../engine/diagnosis/sources/author-texts.ts'
import type { Environment } from '../../model/environment.ts'
import { tryGit } from '../../sandbox/git.ts'

/**
 * Messages of the commits that lead from one commit to the other, newest first, merges left out; none where the history is not there.
 * The server reads the same list from GitHub: see server/heal-steps/fetch-commit-messages.ts.
 * Both are full ids: a branch of the origin has no name in the copy.
 */
export async function commitMessages(dir: string, base: string, head: string | null, env: Environment): Promise<readonly string[]> {
  if (head === null) return []
  const range = ['--end-of-options', `${base}..${head}`]
  const log = await tryGit(dir, ['log', '-z', '--no-merges', `--max-count=${MOST_MESSAGES}`, '--format=%B', ...range], { env })
  return log.code === 0 ? log.stdout.split('\0').flatMap((text) => text.trim() || []) : []
}
