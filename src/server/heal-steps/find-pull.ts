import type { EffectTarget } from '../github/target.ts'
import type { CiRun } from '../history/ci-runs.ts'

/** The open pull request that a run belongs to. `base` is its base branch and that branch's commit as GitHub has it now. */
export type PullOfRun = { readonly number: number; readonly headSha: string; readonly base: { readonly ref: string; readonly sha: string } }

/**
 * Found by branch and commit: the list that a run carries is empty for forks. The run does not name the branch's `owner`, so all
 * open pull requests of that branch name are looked at.
 */
export async function findPullOfRun({ octokit, owner, repo }: EffectTarget, run: CiRun): Promise<PullOfRun | null> {
  const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha: run.headSha, per_page: 100 })
  const open = data.filter(({ state, head }) => state === 'open' && head.sha === run.headSha)
  const pull = open.find(({ number }) => run.pullNumbers.includes(number)) ?? open[0]
  return pull ? { number: pull.number, headSha: pull.head.sha, base: { ref: pull.base.ref, sha: pull.base.sha } } : null
}
