import type { EffectTarget } from '../github/target.ts'
import { findLastGreenRun, listCiRunsOfCommit } from '../history/ci-runs.ts'
import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { findPushedBefore } from '../history/pushes.ts'

/**
 * The commit that a healing's tree is compared with: what the pull request was merged into, or its merge base; for a push the last
 * green commit of the branch, else where the branch was before the push, else the parent. `null` for a commit without a parent.
 */
export async function compareBase(database: Database, target: EffectTarget, healing: Healing): Promise<string | null> {
  const { octokit, owner, repo } = target
  const { repositoryId, headSha, headBranch, mergeBaseSha, pullNumber } = healing
  if (mergeBaseSha !== null) return mergeBaseSha
  if (pullNumber !== null) {
    const { data: pull } = await octokit.rest.pulls.get({ owner, repo, pull_number: pullNumber })
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead: `${pull.base.sha}...${headSha}`,
      per_page: 1,
    })
    return data.merge_base_commit.sha
  }
  const [run] = await listCiRunsOfCommit(database, repositoryId, headSha)
  if (run && headBranch !== null) {
    const green = await findLastGreenRun(database, { headBranch, before: run })
    const before = green?.headSha ?? (await findPushedBefore(database, repositoryId, headSha, run.startedAt))
    if (before !== null && before !== headSha) return before
  }
  const { data } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: headSha })
  return data.parents[0]?.sha ?? null
}
