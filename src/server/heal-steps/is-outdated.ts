import { type EffectTarget, statusOf } from '../github/target.ts'
import type { Healing } from '../history/healings/healing.ts'

/** Whether the branch or the pull request has moved on, or is closed: then only the commit's own check is brought to its end. */
export async function isOutdated(
  target: EffectTarget,
  { pullNumber, headBranch, headSha, headRepositoryId, repositoryId }: Healing,
): Promise<boolean> {
  const { octokit, owner, repo } = target
  if (pullNumber !== null) {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pullNumber })
    return data.state !== 'open' || data.head.sha !== headSha
  }
  if (headBranch === null || headRepositoryId !== repositoryId) return false
  try {
    const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${headBranch}` })
    return data.object.sha !== headSha
  } catch (error) {
    if (statusOf(error) === 404) return true
    throw error
  }
}
