import { SutureError } from '../../model/error.ts'
import { type EffectTarget, NO_RETRY, statusOf } from '../github/target.ts'
import { isRefusal } from '../github/whose-fault.ts'
import { reply } from './comments.ts'
import { createOnce } from './create-once.ts'
import type { EffectOf } from './effect.ts'

export type OpenedPull = { readonly number: number; readonly headSha: string }

/** Commits the files on a branch of its own and opens the pull request. One that was there before is returned as it is. */
export async function openPullRequest(target: EffectTarget, effect: EffectOf<'open_pull_request'>): Promise<OpenedPull> {
  const { octokit, owner, repo } = target
  const { branch, base, title, body, labels } = effect
  const known = await findPull(target, branch)
  if (known) return known
  await createBranch(target, effect)
  const opened = await createOnce(
    target.octokit,
    () => findPull(target, branch),
    async () => {
      const { data } = await octokit.rest.pulls.create({ owner, repo, head: branch, base, title, body, ...NO_RETRY })
      return { number: data.number, headSha: data.head.sha }
    },
  )
  if (labels.length > 0) await label(target, opened.number, labels)
  return opened
}

/** A pull request without its labels is still one. */
async function label({ octokit, owner, repo }: EffectTarget, issue: number, labels: readonly string[]): Promise<void> {
  try {
    await octokit.rest.issues.addLabels({ owner, repo, issue_number: issue, labels: [...labels] })
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

export async function addLabels({ octokit, owner, repo }: EffectTarget, { issue, labels }: EffectOf<'add_labels'>): Promise<void> {
  await octokit.rest.issues.addLabels({ owner, repo, issue_number: issue, labels: [...labels] })
}

/** Says why, then closes; a pull request that is no longer open is left alone. */
export async function closePullRequest(target: EffectTarget, effect: EffectOf<'close_pull_request'>): Promise<void> {
  const { octokit, owner, repo } = target
  const { pull, marker, comment } = effect
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull })
  if (data.state !== 'open') return
  await reply(target, { kind: 'reply', issue: pull, marker, body: comment })
  await octokit.rest.pulls.update({ owner, repo, pull_number: pull, state: 'closed' })
}

export async function deleteBranch({ octokit, owner, repo }: EffectTarget, { branch }: EffectOf<'delete_branch'>): Promise<void> {
  try {
    await octokit.rest.git.deleteRef({ owner, repo, ref: `heads/${branch}` })
  } catch (error) {
    if (![404, 422].includes(statusOf(error))) throw error
  }
}

async function findPull({ octokit, owner, repo }: EffectTarget, branch: string): Promise<OpenedPull | null> {
  const { data } = await octokit.rest.pulls.list({ owner, repo, head: `${owner}:${branch}`, state: 'all', per_page: 1 })
  const [pull] = data
  return pull ? { number: pull.number, headSha: pull.head.sha } : null
}

async function createBranch(target: EffectTarget, effect: EffectOf<'open_pull_request'>): Promise<string> {
  const { octokit, owner, repo } = target
  const { branch } = effect
  return createOnce(
    target.octokit,
    () => findBranch(target, branch),
    async () => {
      const sha = await commitFiles(target, effect)
      await octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha, ...NO_RETRY })
      return sha
    },
  )
}

async function findBranch({ octokit, owner, repo }: EffectTarget, branch: string): Promise<string | null> {
  try {
    const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` })
    return data.object.sha
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}

/** Without author and committer GitHub signs the commit for the App; an unsigned one is not offered to anybody. */
async function commitFiles({ octokit, owner, repo }: EffectTarget, effect: EffectOf<'open_pull_request'>): Promise<string> {
  const { parent, message, files } = effect
  const { git } = octokit.rest
  const { data: onto } = await git.getCommit({ owner, repo, commit_sha: parent })
  const entries = []
  for (const { path, content, mode } of files) {
    const sha = content === null ? null : (await git.createBlob({ owner, repo, content, encoding: 'utf-8' })).data.sha
    entries.push({ path, mode, type: 'blob' as const, sha })
  }
  const { data: tree } = await git.createTree({ owner, repo, base_tree: onto.tree.sha, tree: entries })
  const { data: commit } = await git.createCommit({ owner, repo, message, tree: tree.sha, parents: [parent] })
  if (!commit.verification.verified)
    throw new SutureError(
      'commit_not_signed',
      `GitHub did not sign the commit ${commit.sha}: ${commit.verification.reason}`,
      'install the App with the permission contents: write, so that its own token makes the commit',
    )
  return commit.sha
}
