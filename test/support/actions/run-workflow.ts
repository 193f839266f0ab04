import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtInActions, checkActions } from './built-in-actions.ts'
import { evaluateToken, isTruthy } from './expression.ts'
import { type ParsedJob, parseWorkflow, refusal } from './parse-workflow.ts'
import type { JobResult } from './run-job.ts'
import { type LegSetting, merge, type Need, runLegs } from './run-legs.ts'
import type { WorkflowRequest, WorkflowResult } from './workflow-request.ts'

let baseTimeScale = 1
/** The time scale of every later run that names none: tests set 1/30 and a minute's limit takes two seconds. */
export function setBaseTimeScale(scale: number): void {
  baseTimeScale = scale
}

/** All jobs that `job` waits for, also indirectly: `success()` asks for every one of them. */
function ancestors(job: ParsedJob, jobs: readonly ParsedJob[]): readonly string[] {
  const direct = jobs.filter(({ id }) => job.needs.includes(id))
  return [...new Set(direct.flatMap((need) => [need.id, ...ancestors(need, jobs)]))]
}

/** Runs a workflow's text as GitHub would; throws SutureError for what it does not model, before any step where it can. */
export async function runWorkflow(request: WorkflowRequest): Promise<WorkflowResult> {
  const path = request.path ?? '.github/workflows/workflow.yml'
  const workflow = await parseWorkflow(
    path,
    request.text,
    request.knowsCacheMode === undefined ? {} : { knowsCacheMode: request.knowsCacheMode },
  )
  const actions = { ...builtInActions, ...request.actions }
  checkActions(workflow, actions)
  if (!workflow.events.includes(request.event.name)) throw refusal(path, 1, `the workflow does not run on '${request.event.name}'`)
  const artifacts = new Map<string, Uint8Array>()
  const needs = new Map<string, Need>()
  const jobs: JobResult[] = []
  const signal = request.signal ?? new AbortController().signal
  const folder = mkdtempSync(join(tmpdir(), 'suture-event-'))
  const event = { inputs: request.inputs ?? {}, ...request.event.payload }
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
  const { owner, name, sha, ref } = request.repository
  const github = {
    ...{
      event,
      event_name: request.event.name,
      event_path: join(folder, 'event.json'),
      sha,
      ref,
      ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    },
    ...{
      ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      repository: `${owner}/${name}`,
      repository_owner: owner,
      workflow: workflow.name,
    },
    ...{ workflow_ref: `${owner}/${name}/${path}@${ref}`, run_id: '1', run_number: '1', run_attempt: '1', actor: owner, ...request.github },
  }
  const base = { github, inputs: request.inputs ?? {}, vars: request.variables ?? {} }

  const shared: LegSetting = { request, workflow, actions, github, artifacts, signal, jobs, scale: request.timeScale ?? baseTimeScale }

  const runOne = async (job: ParsedJob): Promise<void> => {
    const before = ancestors(job, workflow.jobs).map((id) => needs.get(id)?.result ?? 'skipped')
    const status = {
      success: !signal.aborted && before.every((result) => result === 'success'),
      failure: before.includes('failure'),
      cancelled: signal.aborted,
    }
    const visible = { ...base, needs: Object.fromEntries(job.needs.map((id) => [id, needs.get(id)])) }
    if (isTruthy(evaluateToken(job.condition, { contexts: visible, status }))) {
      needs.set(job.id, await runLegs(job, visible, shared))
      return
    }
    needs.set(job.id, { result: 'skipped', outputs: {} })
    const at = new Date().toISOString()
    const named = job.raw.find('name')
    const name = named === undefined ? job.id : named.toString()
    const skipped: JobResult = {
      id: job.id,
      name,
      conclusion: 'skipped',
      steps: [],
      outputs: {},
      log: '',
      annotations: [],
      startedAt: at,
      completedAt: at,
    }
    jobs.push(skipped)
    request.onJob?.({ id: job.id, name, result: skipped })
  }

  try {
    const started = new Map<string, Promise<void>>()
    const start = (job: ParsedJob): Promise<void> => {
      const known = started.get(job.id)
      if (known !== undefined) return known
      const wait = Promise.all(workflow.jobs.filter(({ id }) => job.needs.includes(id)).map(start)).then(() => runOne(job))
      started.set(job.id, wait)
      return wait
    }
    await Promise.all(workflow.jobs.map(start))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const results = workflow.jobs.map((job) => needs.get(job.id)?.result ?? 'skipped')
  return { conclusion: signal.aborted ? 'cancelled' : merge(results), jobs, artifacts }
}
