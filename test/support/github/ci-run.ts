import type { LongLog } from './blobs.ts'
import { pullsOfHead } from './shapes/pull.ts'
import { idOf } from './shapes/user.ts'
import { type CheckRun, fullName, type Job, type Repository, type WorkflowRun } from './state.ts'
import type { World } from './world.ts'

export interface CiJob {
  readonly name: string
  readonly conclusion: string
  readonly log: string | LongLog
  readonly annotations?: CheckRun['annotations']
  /** names of its failed steps; `Run tests` where not given */
  readonly failedSteps?: readonly string[]
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
  /** a run that has not ended: it has jobs but no logs, and nobody is told. Give the same `runId` and `attempt` when it has. */
  readonly status?: 'queued' | 'in_progress'
  /** the conclusion of the whole; the worst of its jobs where not given */
  readonly conclusion?: string
}

function worst(jobs: readonly CiJob[]): string {
  for (const conclusion of ['failure', 'timed_out', 'cancelled']) if (jobs.some((job) => job.conclusion === conclusion)) return conclusion
  return 'success'
}

/** The entry that `ci` takes the place of: the same run and attempt, registered while it went on. */
function takeOut(repository: Repository, id: number | undefined, attempt: number): WorkflowRun | undefined {
  const at = repository.workflowRuns.findIndex((run) => run.id === id && run.attempt === attempt)
  const [old] = at < 0 ? [] : repository.workflowRuns.splice(at, 1)
  for (const job of old?.jobs ?? []) {
    const check = repository.checkRuns.findIndex(({ id: known }) => known === job.id)
    if (check >= 0) repository.checkRuns.splice(check, 1)
  }
  return old
}

/** Registers a run with its jobs, checks, logs and artifacts; tells nobody. */
export function registerCiRun(
  world: World,
  repository: Repository,
  ci: CiRun,
): { readonly run: WorkflowRun; readonly checks: readonly CheckRun[] } {
  const at = world.now()
  const name = ci.name ?? 'CI'
  const path = ci.path ?? '.github/workflows/ci.yml'
  const attempt = ci.attempt ?? 1
  const status = ci.status ?? 'completed'
  const hasEnded = status === 'completed'
  const isOfPath = (run: WorkflowRun) => run.path === path
  const first = attempt > 1 ? repository.workflowRuns.findLast((run) => isOfPath(run) && run.headSha === ci.sha) : undefined
  const id = ci.runId ?? first?.id ?? world.nextId()
  const number = repository.workflowRuns.find((run) => run.id === id)?.number ?? repository.workflowRuns.filter(isOfPath).length + 1
  const old = takeOut(repository, id, attempt)
  const suiteId = idOf(`${path}${ci.sha}${id}`)
  const own = pullsOfHead(repository, ci.sha)
  const headRepository = ci.headRepository ?? fullName(repository)
  const step = { conclusion: 'success', startedAt: at, completedAt: at }
  const jobs = ci.jobs.map(
    (job): Job => ({
      ...{ id: old?.jobs.find((known) => known.name === job.name)?.id ?? world.nextId(), attempt, name: job.name, status, log: job.log },
      ...{ conclusion: hasEnded ? job.conclusion : null, startedAt: at, completedAt: hasEnded ? at : null },
      steps: [
        { ...step, name: 'Set up job', number: 1 },
        ...(job.failedSteps ?? ['Run tests']).map((name, index) => ({ ...step, name, number: index + 2, conclusion: job.conclusion })),
      ],
    }),
  )
  const conclusion = hasEnded ? (ci.conclusion ?? worst(ci.jobs)) : null
  const run: WorkflowRun = {
    ...{ id, name, title: name, path, event: ci.event ?? (own.length > 0 ? 'pull_request' : 'push'), number, attempt, suiteId },
    ...{ headSha: ci.sha, headBranch: ci.branch, headRepository, actor: ci.actor ?? repository.owner },
    ...{ pulls: ci.pulls ?? own.map((pull) => pull.number), createdAt: at, updatedAt: at, status, conclusion, jobs, inputs: {} },
    artifacts: (ci.artifacts ?? []).map((each) => ({
      id: world.nextId(),
      name: each.name,
      bytes: each.zip,
      createdAt: at,
      isExpired: false,
    })),
  }
  const address = `${world.url}/${fullName(repository)}/actions/runs/${id}/job`
  const checks = jobs.map((job, index): CheckRun => {
    // the check run of a job has the job's id
    const check = { id: job.id, headSha: ci.sha, app: 'github-actions', suiteId, name: job.name, status, conclusion: job.conclusion }
    const output = { title: null, summary: null, text: null }
    const annotations = [...(ci.jobs[index]?.annotations ?? [])]
    return {
      ...check,
      startedAt: at,
      completedAt: job.completedAt,
      externalId: '',
      detailsUrl: `${address}/${job.id}`,
      output,
      annotations,
    }
  })
  repository.workflowRuns.push(run)
  repository.checkRuns.push(...checks)
  return { run, checks }
}
