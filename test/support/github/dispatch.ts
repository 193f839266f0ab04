import { describeRun } from '../actions/describe-run.ts'
import { parseWorkflow } from '../actions/parse-workflow.ts'
import type { JobResult } from '../actions/run-job.ts'
import type { Permissions, WorkflowRequest, WorkflowResult } from '../actions/workflow-request.ts'
import { idOf } from './shapes/user.ts'
import { type Artifact, fullName, type Job, type Repository, type WorkflowRun } from './state.ts'
import type { World } from './world.ts'

/** Runs the text of a workflow: the interpreter, or what a test puts in its place. */
export type Runner = (request: WorkflowRequest, run: WorkflowRun) => Promise<WorkflowResult>

export interface DispatchSetting {
  readonly run: Runner
  readonly request: Partial<WorkflowRequest>
}

export interface NewRun {
  readonly path: string
  readonly event: string
  readonly sha: string
  readonly branch: string
  readonly actor: string
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly payload?: Readonly<Record<string, unknown>>
  /** `refs/pull/5/merge` of a pull request's run, whose commit is then `mergeSha` */
  readonly ref?: string
  readonly mergeSha?: string
  readonly pulls?: readonly number[]
}

const JOB_TOKEN_MS = 3_600_000
const toJob = (id: number, attempt: number, result: JobResult): Job => ({
  ...{
    id,
    attempt,
    name: result.name,
    status: 'completed',
    conclusion: result.conclusion,
    startedAt: result.startedAt,
    completedAt: result.completedAt,
  },
  ...{ steps: result.steps, log: result.log },
})

/** Workflow runs that go on in the background, and their cancellation. */
export function openDispatch(world: () => World, setting: DispatchSetting) {
  const running = new Map<number, AbortController>()
  const groups = new Map<string, { readonly run: WorkflowRun; readonly done: Promise<void> }>()

  const cancel = (runId: number): void => running.get(runId)?.abort()

  const issueToken = (repository: Repository) => (permissions: Permissions) =>
    world().tokens.issue(
      { kind: 'token', login: 'github-actions[bot]', permissions, owner: repository.owner, repositories: [fullName(repository)] },
      JOB_TOKEN_MS,
    ).token

  const record = async (repository: Repository, wanted: NewRun, title: string, name: string): Promise<WorkflowRun> => {
    const at = world().now()
    const run: WorkflowRun = {
      ...{
        id: world().nextId(),
        name,
        title,
        path: wanted.path,
        event: wanted.event,
        headSha: wanted.sha,
        headBranch: wanted.branch,
        headRepository: fullName(repository),
      },
      ...{ number: repository.workflowRuns.filter(({ path }) => path === wanted.path).length + 1, attempt: 1, actor: wanted.actor },
      ...{
        suiteId: idOf(`${wanted.path}${wanted.sha}`),
        pulls: wanted.pulls ?? [],
        createdAt: at,
        updatedAt: at,
        status: 'queued',
        conclusion: null,
      },
      ...{ jobs: [], artifacts: [], inputs: wanted.inputs ?? {} },
    }
    repository.workflowRuns.push(run)
    return run
  }

  const onJob = (run: WorkflowRun): NonNullable<WorkflowRequest['onJob']> => {
    const ids = new Map<string, Job>()
    return ({ name, result }) => {
      const known = ids.get(name)
      if (result === undefined || known === undefined) {
        const id = world().nextId()
        const job: Job =
          result === undefined
            ? {
                ...{
                  id,
                  attempt: run.attempt,
                  name,
                  status: 'in_progress',
                  conclusion: null,
                  startedAt: world().now(),
                  completedAt: null,
                  steps: [],
                  log: '',
                },
              }
            : toJob(id, run.attempt, result)
        ids.set(name, job)
        run.jobs.push(job)
        return
      }
      Object.assign(known, toJob(known.id, run.attempt, result))
    }
  }

  const complete = async (repository: Repository, run: WorkflowRun, result: WorkflowResult): Promise<void> => {
    for (const job of result.jobs)
      if (!run.jobs.some(({ name }) => name === job.name)) run.jobs.push(toJob(world().nextId(), run.attempt, job))
    const at = world().now()
    for (const [name, bytes] of result.artifacts)
      run.artifacts.push({ id: world().nextId(), name, bytes, createdAt: at, isExpired: false } satisfies Artifact)
    run.conclusion = result.conclusion
    run.updatedAt = at
    run.status = 'completed'
    await world().webhooks.workflowRun(repository, run)
  }

  const perform = async (repository: Repository, run: WorkflowRun, text: string, wanted: NewRun, signal: AbortSignal): Promise<void> => {
    run.status = 'in_progress'
    const { url, apiUrl } = world()
    const request: WorkflowRequest = {
      ...setting.request,
      ...{ text, path: run.path, inputs: run.inputs, signal, onJob: onJob(run), issueToken: issueToken(repository) },
      event: { name: run.event, ...(wanted.payload === undefined ? {} : { payload: wanted.payload }) },
      repository: {
        folder: repository.git.folder,
        owner: repository.owner,
        name: repository.name,
        sha: wanted.mergeSha ?? wanted.sha,
        ref: wanted.ref ?? `refs/heads/${wanted.branch}`,
      },
      repositories: Object.fromEntries([...world().repositories].map(([name, { git }]) => [name, git.folder])),
      github: {
        ...{
          run_id: String(run.id),
          run_number: String(run.number),
          run_attempt: String(run.attempt),
          actor: run.actor,
          triggering_actor: run.actor,
        },
        ...{ server_url: url, api_url: apiUrl, graphql_url: `${apiUrl}/graphql`, repository_id: String(repository.id) },
      },
    }
    try {
      await complete(repository, run, await setting.run(request, run))
    } catch (error) {
      await complete(repository, run, { conclusion: 'failure', jobs: [], artifacts: new Map() })
      throw error
    }
  }

  /** Starts a run of the workflow as it is at `wanted.sha`; resolves to its id while it still runs. */
  const start = async (repository: Repository, wanted: NewRun): Promise<number> => {
    const text = await repository.git.text(['show', `${wanted.mergeSha ?? wanted.sha}:${wanted.path}`])
    const knows = setting.request.knowsCacheMode
    const workflow = await parseWorkflow(wanted.path, text, knows === undefined ? {} : { knowsCacheMode: knows })
    const ref = wanted.ref ?? `refs/heads/${wanted.branch}`
    const github = {
      ref,
      sha: wanted.sha,
      event_name: wanted.event,
      actor: wanted.actor,
      workflow: workflow.name,
      event: wanted.payload ?? {},
    }
    const { title, group } = describeRun(workflow, { inputs: wanted.inputs ?? {}, github, vars: {} })
    const run = await record(repository, wanted, title ?? workflow.name, workflow.name)
    const controller = new AbortController()
    running.set(run.id, controller)
    const key = group === undefined ? undefined : `${fullName(repository)} ${group.name}`
    const before = key === undefined ? undefined : groups.get(key)
    // one run of a group may wait: a newer one takes its place
    if (before !== undefined && (group?.cancelsInProgress || before.run.status === 'queued')) cancel(before.run.id)
    const done = (before?.done ?? Promise.resolve())
      .then(() => perform(repository, run, text, wanted, controller.signal))
      .finally(() => running.delete(run.id))
    const settled = done.catch(() => {})
    if (key !== undefined) groups.set(key, { run, done: settled })
    world().background.add(() => done)
    return run.id
  }

  const cancelAll = (): void => {
    for (const controller of running.values()) controller.abort()
  }
  return { start, cancel, cancelAll }
}
