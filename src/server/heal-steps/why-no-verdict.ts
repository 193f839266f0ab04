import { type EffectTarget, statusOf } from '../github/target.ts'
import { findHealing } from '../history/healings/healings.ts'
import type { PullRequestOutcome } from '../history/healings/pull-request-outcomes.ts'
import type { JobContext } from '../queue/job.ts'
import { openJobScope } from './job-scope.ts'

/** Repairs of more files are rare, and each file costs a request. */
const COMPARED_FILES = 20

/**
 * Why the closing of one of our pull requests says nothing of its repair, or `null` where it is a person's no. GitHub closes a stacked
 * pull request when the branch below it is deleted, and names whoever deleted that; what was merged by another way needs no pull request.
 */
export async function whyNoVerdict(
  context: JobContext,
  own: Pick<PullRequestOutcome, 'repositoryId' | 'pullNumber' | 'baseBranch'> & Partial<Pick<PullRequestOutcome, 'healingId'>>,
  sender: { readonly login: string; readonly type: string },
): Promise<string | null> {
  if (sender.type !== 'User') return `closed by the program ${sender.login}`
  const scope = await openJobScope(context, own.repositoryId)
  if (scope === null) return null
  const { target } = scope
  if (!(await doesBranchExist(target, own.baseBranch))) return `its base branch ${own.baseBranch} is gone`
  const { repositoryId, healingId: id } = own
  const healing = id === undefined ? null : await findHealing(context.history.database, { repositoryId, id })
  const below = healing?.pullNumber ?? null
  if (below !== null && (await isClosed(target, below))) return `the pull request #${below} that it was for is closed`
  return (await isContained(target, own)) ? `${own.baseBranch} has the repair already` : null
}

async function doesBranchExist({ octokit, owner, repo }: EffectTarget, branch: string): Promise<boolean> {
  try {
    await octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` })
    return true
  } catch (error) {
    if (statusOf(error) === 404) return false
    throw error
  }
}

async function isClosed({ octokit, owner, repo }: EffectTarget, number: number): Promise<boolean> {
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number })
  return data.state !== 'open'
}

/** Whether every file of the repair reads in the base branch as the pull request would have left it. */
async function isContained(
  { octokit, owner, repo }: EffectTarget,
  { pullNumber, baseBranch }: Pick<PullRequestOutcome, 'pullNumber' | 'baseBranch'>,
): Promise<boolean> {
  const { data: files } = await octokit.rest.pulls.listFiles({ owner, repo, pull_number: pullNumber, per_page: COMPARED_FILES + 1 })
  if (files.length === 0 || files.length > COMPARED_FILES) return false
  for (const { filename, sha } of files) if ((await blobOf({ octokit, owner, repo }, filename, baseBranch)) !== sha) return false
  return true
}

async function blobOf(
  { octokit, owner, repo }: Pick<EffectTarget, 'octokit' | 'owner' | 'repo'>,
  path: string,
  ref: string,
): Promise<string | null> {
  try {
    const { data } = await octokit.rest.repos.getContent({ owner, repo, path, ref })
    return Array.isArray(data) ? null : data.sha
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}
