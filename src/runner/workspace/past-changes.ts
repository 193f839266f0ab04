import type { Environment } from '../../model/environment.ts'
import { tryGit } from '../../sandbox/git.ts'

/** A commit: who wrote it, when (milliseconds), and the files that it touched. */
export type PastChange = { readonly author: string; readonly at: number; readonly files: readonly string[] }

const MOST_COMMITS = 1_000
/** A commit of more files moves or formats everything, and says nothing of what belongs together. */
const MOST_FILES = 50

/** The commits before a revision, oldest first, merges left out; none where the history is not there. */
export async function pastChanges(dir: string, revision: string, env: Environment): Promise<readonly PastChange[]> {
  const words = [
    'log',
    '-z',
    '--no-merges',
    `--max-count=${MOST_COMMITS}`,
    '--name-only',
    '--format=%x01%ae%x02%ct%x02',
    '--end-of-options',
    revision,
  ]
  const log = await tryGit(dir, words, { env })
  if (log.code !== 0) return []
  const commits = log.stdout.split('\u0001').slice(1)
  return commits
    .map((commit): PastChange => {
      const [author = '', seconds = '0', names = ''] = commit.split('\u0002')
      return {
        author,
        at: Number(seconds) * 1_000,
        files: names
          .split('\0')
          .map((name) => name.replace(/^\n/, ''))
          .filter((name) => name !== ''),
      }
    })
    .filter(({ files }) => files.length <= MOST_FILES)
    .toReversed()
}
