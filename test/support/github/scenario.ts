import { applyPush } from './apply-push.ts'
import { type CiRun, registerCiRun } from './ci-run.ts'
import { makePull, refreshMergeable } from './pull-state.ts'
import {
  commitFiles,
  createRepository,
  forkRepository,
  mergeBranches,
  type NewCommitRequest,
  type NewRepository,
} from './repository-store.ts'
import { idOf } from './shapes/user.ts'
import { type CheckRun, type Comment, fullName, type Pull, type Repository, type WorkflowRun } from './state.ts'
import type { World } from './world.ts'

export interface PushRequest extends NewCommitRequest {
  readonly repo: string
  /** further commits of the same push; what they lack is as in the first */
  readonly commits?: readonly Partial<NewCommitRequest>[]
  readonly by?: string
}

export interface PullRequest {
  readonly repo: string
  /** a branch, or `owner:branch` of a fork */
  readonly head: string
  readonly base?: string
  readonly title: string
  readonly body?: string
  readonly user?: string
  readonly draft?: boolean
}

export interface NewComment {
  readonly repo: string
  readonly number: number
  readonly user: string
  readonly body: string
}

export interface OtherCheck {
  readonly repo: string
  readonly sha: string
  /** the App's slug */
  readonly app: string
  readonly name: string
  readonly conclusion: string
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read'

const ZERO = '0'.repeat(40)

/** What people and CI do on GitHub. Every verb resolves after the App has answered its deliveries. */
export function openScenario(world: World, root: string) {
  const { repositories, webhooks } = world
  const find = (name: string): Repository => {
    const found = repositories.get(name)
    if (found === undefined) throw new Error(`no repository ${name}: create it first`)
    return found
  }
  const pullOf = (name: string, number: number): Pull => {
    const found = find(name).pulls.find((pull) => pull.number === number)
    if (found === undefined) throw new Error(`no pull request ${name}#${number}`)
    return found
  }
  const keep = (repository: Repository): Repository => {
    repositories.set(fullName(repository), repository)
    return repository
  }
  const ownedBy = (owner: string) => [...repositories.values()].filter((each) => each.owner === owner && each.isInstalled)
  const tip = (repository: Repository, branch: string) => repository.git.text(['rev-parse', `refs/heads/${branch}`])

  const closeAs = async (repository: Repository, pull: Pull, by: string, merged?: string): Promise<void> => {
    const at = world.now()
    Object.assign(pull, {
      state: 'closed',
      closedAt: at,
      updatedAt: at,
      ...(merged === undefined ? {} : { mergedAt: at, mergeCommitSha: merged }),
    })
    await webhooks.pullRequest(repository, pull, 'closed', by)
  }

  const pushCommit = async ({ repo, commits, by, ...first }: PushRequest): Promise<string> => {
    const repository = find(repo)
    const push = await commitFiles(repository.git, first, repository.defaultBranch)
    let { after } = push
    for (const more of commits ?? []) ({ after } = await commitFiles(repository.git, { ...first, ...more }, repository.defaultBranch))
    await applyPush(world, { repository, ...push, after, by: by ?? repository.owner })
    return after
  }

  const deleteBranch = async (repo: string, branch: string): Promise<void> => {
    const repository = find(repo)
    const before = await tip(repository, branch)
    await repository.git.text(['update-ref', '-d', `refs/heads/${branch}`])
    await applyPush(world, { repository, ref: `refs/heads/${branch}`, before, after: ZERO, by: repository.owner })
  }

  const openPull = async (wanted: PullRequest): Promise<Pull> => {
    const repository = find(wanted.repo)
    const [owner = '', headRef = ''] = wanted.head.includes(':') ? wanted.head.split(':') : [repository.owner, wanted.head]
    const source = find(`${owner}/${repository.name}`)
    const baseRef = wanted.base ?? repository.defaultBranch
    const by = wanted.user ?? source.owner
    const pull = await makePull(world, repository, {
      ...{ source, headRef, headSha: await tip(source, headRef), baseRef, baseSha: await tip(repository, baseRef), by },
      ...{ title: wanted.title, body: wanted.body ?? null, isDraft: wanted.draft ?? false },
    })
    await webhooks.pullRequest(repository, pull, 'opened', by)
    return pull
  }

  const reopenPull = async (repo: string, number: number, by?: string): Promise<void> => {
    const pull = pullOf(repo, number)
    Object.assign(pull, { state: 'open', closedAt: null, mergeable: null })
    await webhooks.pullRequest(find(repo), pull, 'reopened', by ?? find(repo).owner)
  }

  const mergePull = async (repo: string, number: number, by?: string): Promise<string> => {
    const [repository, pull] = [find(repo), pullOf(repo, number)]
    const login = by ?? repository.owner
    const message = `Merge pull request #${number} from ${pull.headOwner}/${pull.headRef}`
    const { before, after } = await mergeBranches(repository.git, pull.baseRef, pull.headSha, message)
    await closeAs(repository, pull, login, after)
    await applyPush(world, { repository, ref: `refs/heads/${pull.baseRef}`, before, after, by: login })
    return after
  }

  const comment = async ({ repo, number, user, body }: NewComment): Promise<Comment> => {
    const at = world.now()
    const made: Comment = { id: world.nextId(), number, user, body, createdAt: at, updatedAt: at, reactions: [] }
    find(repo).comments.push(made)
    await webhooks.issueComment(find(repo), made)
    return made
  }

  const ciRun = async ({ repo, ...ci }: CiRun & { readonly repo: string }): Promise<WorkflowRun> => {
    const repository = find(repo)
    const { run, checks } = registerCiRun(world, repository, ci)
    if (run.status !== 'completed') {
      await webhooks.workflowRun(repository, run, 'requested')
      return run
    }
    for (const check of checks) await webhooks.checkRun(repository, check, 'completed', run.actor)
    await webhooks.workflowRun(repository, run)
    return run
  }

  const otherCheck = async ({ repo, sha, app, name, conclusion }: OtherCheck): Promise<CheckRun> => {
    const at = world.now()
    const check: CheckRun = {
      ...{ id: world.nextId(), headSha: sha, app, suiteId: idOf(`${app}${sha}`), name, status: 'completed', conclusion, startedAt: at },
      ...{ completedAt: at, externalId: '', detailsUrl: null, output: { title: null, summary: null, text: null }, annotations: [] },
    }
    find(repo).checkRuns.push(check)
    await webhooks.checkRun(find(repo), check, 'completed', find(repo).owner)
    return check
  }

  /** The queue's own branch with what it would merge, and the question whether it may. */
  const mergeGroup = async (repo: string, number: number): Promise<{ readonly sha: string; readonly branch: string }> => {
    const [repository, pull] = [find(repo), pullOf(repo, number)]
    const branch = `gh-readonly-queue/${pull.baseRef}/pr-${number}-${pull.headSha}`
    const base = await tip(repository, pull.baseRef)
    await repository.git.text(['update-ref', `refs/heads/${branch}`, base])
    const { after } = await mergeBranches(repository.git, branch, pull.headSha, `Merge pull request #${number}`)
    const group = { head_sha: after, head_ref: `refs/heads/${branch}`, base_sha: base, base_ref: `refs/heads/${pull.baseRef}` }
    await webhooks.mergeGroup(repository, group, repository.owner)
    return { sha: after, branch }
  }

  /** Somebody presses 'Re-run' at one of our checks. */
  const rerequestCheck = async (repo: string, id: number, by: string): Promise<void> => {
    const repository = find(repo)
    const check = repository.checkRuns.find((run) => run.id === id)
    if (check === undefined) throw new Error(`no check ${id}`)
    await webhooks.checkRun(repository, check, 'rerequested', by)
  }

  return {
    mergeGroup,
    rerequestCheck,
    createRepository: async (wanted: NewRepository) => keep(await createRepository(root, world.nextId(), wanted)),
    createFork: async (parent: string, owner: string) => keep(await forkRepository(root, world.nextId(), find(parent), owner)),
    install: (owner: string) => webhooks.installation(owner, 'created', ownedBy(owner)),
    uninstall: (owner: string) => webhooks.installation(owner, 'deleted', ownedBy(owner)),
    ...{ find, pushCommit, deleteBranch, openPull, reopenPull, mergePull, comment },
    closePull: (repo: string, number: number, by?: string) => closeAs(find(repo), pullOf(repo, number), by ?? find(repo).owner),
    /** The merge commit that CI of a pull request tests; throws where it conflicts. */
    mergeRef: async (repo: string, number: number): Promise<string> => {
      await refreshMergeable(find(repo), pullOf(repo, number))
      return find(repo).git.text(['rev-parse', `refs/pull/${number}/merge`])
    },
    /** Registers a run; when it has ended, tells `check_run.completed` for each job, then `workflow_run.completed`. */
    ciRun,
    /** A completed check of an App that is neither Actions nor ours. */
    otherCheck,
    /** The owner adds repositories to the installation, or takes them out: `installation_repositories`. */
    changeInstallation: (owner: string, action: 'added' | 'removed', names: readonly string[]) =>
      webhooks.installationRepositories(owner, action, names.map(find)),
    setCollaborator: (repo: string, login: string, role: Role): void => void find(repo).collaborators.set(login, role),
    disableWorkflow: (repo: string, path: string): void => void find(repo).disabledWorkflows.add(path),
    expireArtifacts: (repo: string): void => {
      for (const artifact of find(repo).workflowRuns.flatMap(({ artifacts }) => artifacts)) artifact.isExpired = true
    },
  }
}
