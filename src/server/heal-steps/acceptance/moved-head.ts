import { type EffectTarget, statusOf } from '../../github/target.ts'
import type { Healing } from '../../history/healings/healing.ts'
import type { MovedHead } from '../../triage/proposal.ts'

/** Asked of GitHub, as the delivery of a push may come after that of a comment; null where the answer is for the newest commit. */
export async function movedHead(target: EffectTarget, { pullNumber, headSha: from }: Healing): Promise<MovedHead | null> {
  const { octokit, owner, repo } = target
  if (pullNumber === null) return null
  const { data: pull } = await octokit.rest.pulls.get({ owner, repo, pull_number: pullNumber })
  const to = pull.head.sha
  if (to === from) return null
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${from}...${to}`, per_page: 1 })
    return { from, to, files: (data.files ?? []).map(({ filename }) => filename) }
  } catch (error) {
    // after a forced push the old commit may be gone
    if (statusOf(error) === 404) return { from, to, files: [] }
    throw error
  }
}
