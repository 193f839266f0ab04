import { LONGEST_TEXT, MOST_MESSAGES } from '../../engine/diagnosis/sources/author-texts.ts'
import type { HealJob } from '../../protocol/heal-job.ts'
import { type EffectTarget, statusOf } from '../github/target.ts'

const PER_PAGE = 100 // GitHub's most
const MOST_PAGES = 5 // of a branch that holds merges and nothing else

/**
 * Messages of the commits between a job's base and its head (of a merge: between its two sides), newest first, merges left out: the
 * same list that the runner reads with git, see runner/workspace/commit-messages.ts. Plain text of strangers, at most `MOST_MESSAGES`,
 * each cut at `LONGEST_TEXT`. None where GitHub finds no common history.
 */
export async function fetchCommitMessages({ octokit, owner, repo }: EffectTarget, job: HealJob): Promise<readonly string[]> {
  const basehead = `${job.merge?.base ?? job.base}...${job.merge?.head ?? job.head}`
  const page = async (number: number) => {
    const given = { owner, repo, basehead, per_page: PER_PAGE, page: number }
    return (await octokit.rest.repos.compareCommitsWithBasehead(given)).data
  }
  try {
    const first = await page(1)
    const last = Math.max(1, Math.ceil(first.total_commits / PER_PAGE))
    const messages: string[] = []
    // GitHub lists the oldest commit first
    for (let number = last; number >= 1 && number > last - MOST_PAGES && messages.length < MOST_MESSAGES; number--) {
      const { commits } = number === 1 ? first : await page(number)
      const own = commits.filter(({ parents }) => parents.length < 2)
      messages.push(...own.map(({ commit }) => commit.message.trim().slice(0, LONGEST_TEXT)).reverse())
    }
    return messages.slice(0, MOST_MESSAGES).filter((message) => message !== '')
  } catch (error) {
    if (statusOf(error) === 404) return []
    throw error
  }
}
