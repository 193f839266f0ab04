import { idOf } from './shapes/user.ts'
import { type CheckRun, fullName, type Repository, type WorkflowRun } from './state.ts'
import type { World } from './world.ts'

export interface CiJob {
  readonly name: string
  readonly conclusion: string
  readonly log: string
  readonly annotations?: CheckRun['annotations']
}

/** A run of the repository's own CI, given as it ended. */
export interface CiRun {
  readonly sha: string
  readonly branch: string
  readonly event?: string
  readonly name?: string
  readonly path?: string
  readonly jobs: readonly CiJob[]
  readonly artifacts?: readonly { readonly name: string; readonly zip: Uint8Array }[]
  /** a second attempt has the id of the first */
  readonly attempt?: number
  readonly runId?: number
  /** numbers of the pull requests that GitHub names; the open ones of this head where not given. Of forks it names none. */
  readonly pulls?: readonly number[]
  /** `owner/name` of the head's repository, for a fork */
  readonly headRepository?: string
  readonly actor?: string
  /** the conclusion of the whole; the worst of its jobs where not given */
  readonly conclusion?: string
}

function worst(jobs: readonly CiJob[]): string {
  for (const conclusion of ['failure', 'timed_out', 'cancelled']) if (jobs.some((job) => job.conclusion === conclusion)) return conclusion
  return 'success'
}

/** Registers a completed run with its jobs, checks, logs and artifacts; tells nobody. */
export function registerCiRun(
  world: World,
  repository: Repository,
  ci: CiRun,
): { readonly run: WorkflowRun; readonly checks: readonly CheckRun[] } {
  const at = world.now()
  const path = ci.path ?? '.github/workflows/ci.yml'
  const attempt = ci.attempt ?? 1
  const before = repository.workflowRuns.findLast((run) =>
    ci.runId === undefined ? run.path === path && run.headSha === ci.sha : run.id === ci.runId,
  )
  const id = attempt > 1 && before !== undefined ? before.id : (ci.runId ?? world.nextId())
  const suiteId = idOf(`${path}${ci.sha}${id}`)
  const own = repository.pulls.filter(
    (pull) => pull.state === 'open' && pull.headSha === ci.sha && pull.headRepository === fullName(repository),
  )
  const jobs = ci.jobs.map(({ name, conclusion, log }) => ({
    ...{ id: world.nextId(), attempt, name, status: 'completed' as const, conclusion, startedAt: at, completedAt: at, log },
    steps: [
      { name: 'Set up job', number: 1, conclusion: 'success', startedAt: at, completedAt: at },
      { name: 'Run tests', number: 2, conclusion, startedAt: at, completedAt: at },
    ],
  }))
  const run: WorkflowRun = {
    ...{
      id,
      name: ci.name ?? 'CI',
      title: ci.name ?? 'CI',
      path,
      event: ci.event ?? (own.length > 0 ? 'pull_request' : 'push'),
      headSha: ci.sha,
      headBranch: ci.branch,
    },
    ...{
      headRepository: ci.headRepository ?? fullName(repository),
      attempt,
      actor: ci.actor ?? repository.owner,
      suiteId,
      pulls: ci.pulls ?? own.map(({ number }) => number),
    },
    number: before !== undefined && attempt > 1 ? before.number : repository.workflowRuns.filter((each) => each.path === path).length + 1,
    ...{ createdAt: at, updatedAt: at, status: 'completed', conclusion: ci.conclusion ?? worst(ci.jobs), jobs, inputs: {} },
    artifacts: (ci.artifacts ?? []).map(({ name, zip }) => ({ id: world.nextId(), name, bytes: zip, createdAt: at, isExpired: false })),
  }
  repository.workflowRuns.push(run)
  const checks = jobs.map(
    (job, index): CheckRun => ({
      // the check run of a job has the job's id
      ...{ id: job.id, headSha: ci.sha, app: 'github-actions', suiteId, name: job.name, status: 'completed', conclusion: job.conclusion },
      ...{
        startedAt: at,
        completedAt: at,
        externalId: '',
        detailsUrl: `${world.url}/${fullName(repository)}/actions/runs/${id}/job/${job.id}`,
      },
      ...{ output: { title: null, summary: null, text: null }, annotations: [...(ci.jobs[index]?.annotations ?? [])] },
    }),
  )
  repository.checkRuns.push(...checks)
  return { run, checks }
}
