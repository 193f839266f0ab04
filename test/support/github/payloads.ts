import { createRequire } from 'node:module'
import { type Commit, readCommit, readCommits } from './commit-object.ts'
import { diffFiles, EMPTY_TREE } from './diff.ts'
import { checkRunShape } from './shapes/check-run.ts'
import { authorAssociation, commentShape } from './shapes/comment.ts'
import { pullReference, pullShape, pullsOfHead } from './shapes/pull.ts'
import { repositoryShape } from './shapes/repository.ts'
import { idOf, userShape } from './shapes/user.ts'
import { workflowIdOf, workflowRunShape } from './shapes/workflow-run.ts'
import { type CheckRun, type Comment, fullName, type Pull, type Repository, type WorkflowRun } from './state.ts'
import type { Payload } from './webhooks.ts'
import { installationOf, type World } from './world.ts'

export interface MergeGroup {
  readonly head_sha: string
  readonly head_ref: string
  readonly base_sha: string
  readonly base_ref: string
}

interface Definition {
  readonly name: string
  readonly examples: readonly Payload[]
}

const definitions: readonly Definition[] = createRequire(import.meta.url)('@octokit/webhooks-examples')
/** Indices of GitHub's own examples that its schema accepts (some lack fields). */
const CHOSEN: Readonly<Record<string, number>> = {
  'merge_group checks_requested': 1,
  ...{
    'check_run completed': 1,
    'check_run created': 4,
    'check_run rerequested': 7,
    'workflow_run completed': 1,
    'workflow_run requested': 3,
    push: 4,
    'issue_comment created': 3,
  },
  ...{ 'pull_request opened': 12, 'pull_request synchronize': 22, 'pull_request reopened': 18, 'pull_request closed': 3 },
  ...{ 'installation created': 1, 'installation deleted': 3 },
  ...{ 'installation_repositories added': 1, 'installation_repositories removed': 2 },
}
const ZERO = '0'.repeat(40)
const MAX_COMMITS = 2048 // of one push, by GitHub's documentation

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `example` with the values of `known`, but no field that the example lacks: REST answers have more than payloads. */
function overlay(example: unknown, known: unknown): unknown {
  if (known === undefined) return example
  if (Array.isArray(known) && Array.isArray(example))
    return known.map((item) => (example[0] === undefined ? item : overlay(example[0], item)))
  if (!isRecord(example) || !isRecord(known)) return known
  return Object.fromEntries(Object.entries(example).map(([key, value]) => [key, overlay(value, known[key])]))
}

/** The payloads of what happened, made from GitHub's examples: every id, name and commit is the stand-in's own. */
export function openPayloads(world: World) {
  const example = (name: string, repository: string): Record<string, unknown> => {
    const [event = ''] = name.split(' ')
    const found = definitions.find((definition) => definition.name === event)?.examples[CHOSEN[name] ?? -1]
    if (found === undefined) throw new Error(`no example of ${name}`)
    return JSON.parse(JSON.stringify(found).replace(/Codertocat\/Hello-World|octo-org\/octo-repo/g, repository))
  }
  const about = (name: string, repository: Repository, by: string, known: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const { organization: _, ...base } = example(name, fullName(repository))
    const installation = { id: installationOf(repository.owner), node_id: `I_${installationOf(repository.owner)}` }
    return {
      ...base,
      ...overlayAll(base, { ...known, repository: repositoryShape(world, repository), sender: userShape(by) }),
      installation,
    }
  }

  /** With every field that a payload must have, for places where the example has null. */
  const wholeUser = (login: string) => overlay(example('push', 'o/r')['sender'], userShape(login))

  const commitPayload = async (repository: Repository, commit: Commit) => {
    const files = await diffFiles(repository.git, commit.parents[0] ?? EMPTY_TREE, commit.sha)
    const named = (...wanted: readonly string[]) => files.filter(({ status }) => wanted.includes(status)).map(({ filename }) => filename)
    const person = ({ name, email }: Commit['author']) => ({ name, email, username: name })
    return {
      ...{ id: commit.sha, tree_id: commit.tree, distinct: true, message: commit.message, timestamp: commit.committer.date },
      ...{
        url: `${world.url}/${fullName(repository)}/commit/${commit.sha}`,
        author: person(commit.author),
        committer: person(commit.committer),
      },
      ...{ added: named('added'), removed: named('removed'), modified: named('modified', 'renamed', 'changed') },
    }
  }

  const push = async (repository: Repository, ref: string, before: string, after: string, by: string): Promise<Payload> => {
    const isNew = before === ZERO
    const isGone = after === ZERO
    const range = isGone ? [] : isNew ? [after, '--not', `--exclude=${ref}`, '--branches'] : [`${before}..${after}`]
    const text = range.length === 0 ? '' : await repository.git.text(['rev-list', '--reverse', `--max-count=${MAX_COMMITS}`, ...range])
    const shas = text.split('\n').filter((sha) => sha !== '')
    const commits = await readCommits(repository.git, shas)
    const shapes = await Promise.all(commits.flatMap((commit) => (commit === undefined ? [] : [commitPayload(repository, commit)])))
    const head = isGone ? undefined : await readCommit(repository.git, after)
    const isForced = !isNew && !isGone && (await repository.git.ask(['merge-base', '--is-ancestor', before, after])) === undefined
    return {
      ...about('push', repository, by, { pusher: { name: by, email: `${by}@users.noreply.github.com` } }),
      ...{ ref, before, after, created: isNew, deleted: isGone, forced: isForced, base_ref: null, commits: shapes },
      ...{
        head_commit: head === undefined ? null : await commitPayload(repository, head),
        compare: `${world.url}/${fullName(repository)}/compare/${before}...${after}`,
      },
    }
  }

  const pullRequest = (repository: Repository, pull: Pull, action: string, by: string, before?: string): Payload => {
    const cleared = {
      assignee: null,
      assignees: [],
      requested_reviewers: [],
      milestone: null,
      author_association: authorAssociation(repository, pull.user),
    }
    const shape = { ...pullShape(world, repository, pull), ...cleared, merged_by: pull.mergedAt === null ? null : wholeUser(by) }
    const known = { action, number: pull.number, pull_request: shape, before, after: before === undefined ? undefined : pull.headSha }
    return about(`pull_request ${action}`, repository, by, known)
  }

  const issueComment = (repository: Repository, comment: Comment): Payload => {
    const pull = repository.pulls.find(({ number }) => number === comment.number)
    const address = `${world.url}/${fullName(repository)}/pull/${comment.number}`
    const issue = {
      ...{
        number: comment.number,
        id: pull?.id,
        title: pull?.title,
        state: pull?.state,
        body: pull?.body,
        user: userShape(pull?.user ?? repository.owner),
      },
      ...{ labels: [], assignee: null, assignees: [], milestone: null, comments: repository.comments.length, html_url: address },
    }
    const payload = about('issue_comment created', repository, comment.user, { issue, comment: commentShape(world, repository, comment) })
    const link = {
      url: `${world.apiUrl}/repos/${fullName(repository)}/pulls/${comment.number}`,
      html_url: address,
      diff_url: `${address}.diff`,
      patch_url: `${address}.patch`,
    }
    return { ...payload, issue: { ...Object(payload['issue']), pull_request: link } }
  }

  const checkRun = (repository: Repository, run: CheckRun, action: 'created' | 'completed' | 'rerequested', by: string): Payload => {
    const pulls = pullsOfHead(repository, run.headSha).map((pull) => pullReference(world, repository, pull))
    const shape = checkRunShape(world, repository, run)
    const headBranch = repository.pulls.find(({ headSha }) => headSha === run.headSha)?.headRef
    const suite = {
      id: run.suiteId,
      head_sha: run.headSha,
      head_branch: headBranch ?? repository.defaultBranch,
      pull_requests: pulls,
      app: shape.app,
    }
    const payload = about(`check_run ${action}`, repository, by, { action, check_run: { ...shape, check_suite: suite } })
    const { deployment: _, ...check } = Object(payload['check_run'])
    return { ...payload, check_run: check }
  }

  const workflowRun = async (repository: Repository, run: WorkflowRun, action: 'requested' | 'completed'): Promise<Payload> => {
    const workflow = { id: workflowIdOf(run.path), name: run.name, path: run.path }
    const shape = await workflowRunShape(world, repository, run)
    return about(`workflow_run ${action}`, repository, run.actor, { action, workflow, workflow_run: shape })
  }

  const mergeGroup = async (repository: Repository, group: MergeGroup, by: string): Promise<Payload> => {
    const commit = await readCommit(repository.git, group.head_sha)
    const head_commit = commit === undefined ? undefined : await commitPayload(repository, commit)
    return about('merge_group checks_requested', repository, by, { action: 'checks_requested', merge_group: { ...group, head_commit } })
  }

  const aboutInstallation = (name: string, owner: string): Record<string, unknown> => {
    const base = example(name, `${owner}/none`)
    const { manifest, app } = world
    const shape = {
      id: installationOf(owner),
      account: userShape(owner),
      app_id: app.id,
      app_slug: app.slug,
      target_id: idOf(owner),
      events: manifest.events,
    }
    const known = overlayAll(base, { installation: shape, sender: userShape(owner) })
    return { ...base, ...known, installation: { ...Object(known['installation']), permissions: manifest.permissions } }
  }
  const brief = (repositories: readonly Repository[]) =>
    repositories.map(({ id, name, owner }) => ({ id, node_id: `R_${id}`, name, full_name: `${owner}/${name}`, private: false }))

  const installation = (owner: string, action: 'created' | 'deleted', repositories: readonly Repository[]): Payload => ({
    ...aboutInstallation(`installation ${action}`, owner),
    repositories: brief(repositories),
  })

  const installationRepositories = (owner: string, action: 'added' | 'removed', repositories: readonly Repository[]): Payload => ({
    ...aboutInstallation(`installation_repositories ${action}`, owner),
    repositories_added: action === 'added' ? brief(repositories) : [],
    repositories_removed: action === 'removed' ? brief(repositories) : [],
  })

  return { push, pullRequest, issueComment, checkRun, workflowRun, mergeGroup, installation, installationRepositories }
}

function overlayAll(base: Readonly<Record<string, unknown>>, known: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(known).flatMap(([key, value]) => (value === undefined ? [] : [[key, overlay(base[key], value)]])),
  )
}

export type Payloads = ReturnType<typeof openPayloads>
