import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token'
import { isMapping, isString } from '@actions/workflow-parser/templates/tokens/type-guards'
import type { Actions } from './built-in-actions.ts'
import { evaluateToken, isTruthy, type Scope, toText } from './expression.ts'
import { expandMatrix, type Leg, legName } from './matrix.ts'
import { type ParsedJob, type ParsedWorkflow, refusal } from './parse-workflow.ts'
import { type Conclusion, type JobResult, runJob } from './run-job.ts'
import type { Permissions, WorkflowRequest } from './workflow-request.ts'

/** The token's permissions: the job's, else the workflow's, else reading the contents. */
function permissionsOf(workflow: ParsedWorkflow, job: ParsedJob): Permissions {
  const token = job.raw.find('permissions') ?? workflow.raw.find('permissions')
  if (token === undefined) return { contents: 'read', packages: 'read', metadata: 'read' }
  if (isString(token)) {
    if (token.value !== 'read-all' && token.value !== 'write-all') throw refusal(workflow.path, token.line, `permissions '${token.value}'`)
    const level = token.value === 'read-all' ? 'read' : 'write'
    return Object.fromEntries(['actions', 'checks', 'contents', 'issues', 'pull_requests', 'statuses'].map((name) => [name, level]))
  }
  if (!isMapping(token)) return { metadata: 'read' }
  const pairs = Object.entries(evaluateToken(token, { contexts: {} }) ?? {}).filter(([, level]) => level !== 'none')
  return { ...Object.fromEntries(pairs.map(([name, level]) => [name.replaceAll('-', '_'), toText(level)])), metadata: 'read' }
}

function checkRunner(workflow: ParsedWorkflow, job: MappingToken, scope: Scope): void {
  const runner = evaluateToken(job.find('runs-on'), scope)
  if (!/^ubuntu-/.test(toText(Array.isArray(runner) ? runner[0] : runner)))
    throw refusal(workflow.path, job.find('runs-on')?.line, `runs-on '${toText(runner)}' is not modelled (ubuntu-* only)`)
}

export function merge(results: readonly Conclusion[]): Conclusion {
  for (const worst of ['failure', 'cancelled'] as const) if (results.includes(worst)) return worst
  return results.length > 0 && results.every((result) => result === 'skipped') ? 'skipped' : 'success'
}

export interface Need {
  readonly result: Conclusion
  readonly outputs: Readonly<Record<string, string>>
}

export interface LegSetting {
  readonly request: WorkflowRequest
  readonly workflow: ParsedWorkflow
  readonly actions: Actions
  readonly github: Readonly<Record<string, unknown>>
  readonly artifacts: Map<string, Uint8Array>
  readonly signal: AbortSignal
  readonly jobs: JobResult[]
  readonly scale: number
}

const WIDTH = 4 // legs at once: GitHub runs more, this machine is one

interface Plan {
  readonly legs: readonly Leg[]
  readonly isFailFast: boolean
  readonly width: number
}

function planOf(job: ParsedJob, visible: Scope['contexts']): Plan {
  const evaluated = evaluateToken(job.raw.find('strategy'), { contexts: visible })
  const plan: Record<string, unknown> = typeof evaluated === 'object' && evaluated !== null ? { ...evaluated } : {}
  return {
    legs: expandMatrix(plan['matrix']),
    isFailFast: plan['fail-fast'] !== false,
    width: Math.min(Number(plan['max-parallel'] ?? WIDTH), WIDTH),
  }
}

async function runLeg(
  job: ParsedJob,
  leg: Leg,
  contexts: Scope['contexts'],
  token: string,
  setting: LegSetting,
  signal: AbortSignal,
): Promise<JobResult> {
  const { request, workflow, actions, artifacts } = setting
  const secrets = { ...request.secrets, GITHUB_TOKEN: token }
  checkRunner(workflow, job.raw, { contexts })
  const named = job.raw.find('name')
  const name = named === undefined ? `${job.id}${legName(leg)}` : toText(evaluateToken(named, { contexts }))
  request.onJob?.({ id: job.id, name, result: undefined })
  const canWriteContents = permissionsOf(workflow, job)['contents'] === 'write'
  const result = await runJob({
    ...{
      workflow,
      job,
      name,
      leg,
      actions,
      signal,
      contexts: { ...contexts, secrets },
      env: request.env ?? {},
      secrets: Object.values(secrets),
    },
    call: { repository: request.repository, repositories: request.repositories ?? {}, canWriteContents, artifacts },
    minuteMs: 60_000 * setting.scale,
  })
  setting.jobs.push(result)
  request.onJob?.({ id: job.id, name, result })
  return result
}

/** Runs every leg of a job; `visible` are the contexts that its matrix may read. */
export async function runLegs(job: ParsedJob, visible: Scope['contexts'], setting: LegSetting): Promise<Need> {
  const { legs, isFailFast, width } = planOf(job, visible)
  const group = new AbortController()
  const signal = AbortSignal.any([setting.signal, group.signal])
  const outputs: Record<string, string> = {}
  const conclusions: Conclusion[] = []
  const waiting = [...legs.entries()]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, leg] = next
      const token = setting.request.issueToken?.(permissionsOf(setting.workflow, job), job.id) ?? 'ghs_nobody'
      const strategy = { 'job-index': index, 'job-total': legs.length, 'fail-fast': isFailFast }
      const contexts = { ...visible, github: { ...setting.github, token }, matrix: leg, strategy }
      const result = await runLeg(job, leg, contexts, token, setting, signal)
      const isTolerated = result.conclusion === 'failure' && isTruthy(evaluateToken(job.raw.find('continue-on-error'), { contexts }))
      if (result.conclusion === 'failure' && !isTolerated && isFailFast) group.abort()
      conclusions.push(isTolerated ? 'success' : result.conclusion)
      for (const [key, value] of Object.entries(result.outputs)) if (value !== '') outputs[key] = value
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return { result: merge(conclusions), outputs }
}
