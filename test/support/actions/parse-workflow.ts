import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow as parseTokens } from '@actions/workflow-parser'
import type { InputConfig } from '@actions/workflow-parser/model/workflow-template'
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { isMapping, isSequence, isString } from '@actions/workflow-parser/templates/tokens/type-guards'
import { SutureError } from '../../../src/model/error.ts'

export interface ParsedStep {
  readonly id: string
  readonly condition: TemplateToken
  readonly raw: MappingToken
  readonly line: number
}

export interface ParsedJob {
  readonly id: string
  readonly needs: readonly string[]
  readonly condition: TemplateToken
  readonly raw: MappingToken
  readonly steps: readonly ParsedStep[]
}

/** A workflow's text, checked: tokens keep their lines, nothing in it is left unmodelled. */
export interface ParsedWorkflow {
  readonly path: string
  readonly name: string
  readonly raw: MappingToken
  readonly events: readonly string[]
  readonly inputs: Readonly<Record<string, InputConfig>>
  readonly jobs: readonly ParsedJob[]
}

const WORKFLOW_KEYS = ['name', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs']
const JOB_KEYS = [
  ...['name', 'needs', 'if', 'runs-on', 'permissions', 'cache-mode', 'timeout-minutes', 'strategy', 'outputs', 'env', 'defaults', 'steps'],
  'continue-on-error',
]
const STEP_KEYS = ['id', 'name', 'if', 'run', 'uses', 'with', 'env', 'shell', 'working-directory', 'timeout-minutes', 'continue-on-error']
const CACHE_MODES = ['read', 'write', 'none']

export function refusal(path: string, line: number | undefined, what: string): SutureError {
  return new SutureError('workflow_not_modelled', `${path}:${line ?? 1}: ${what}`, 'model it in test/support/actions, or leave it out')
}

function entries(token: TemplateToken | undefined): readonly { readonly name: string; readonly value: TemplateToken }[] {
  if (token === undefined || !isMapping(token)) return []
  return [...Array(token.count).keys()].map((index) => {
    const { key, value } = token.get(index)
    return { name: key.toString(), value }
  })
}

function mapping(path: string, token: TemplateToken | undefined, what: string): MappingToken {
  if (token === undefined || !isMapping(token)) throw refusal(path, token?.line, `${what} is no mapping`)
  return token
}

function refuseOthers(path: string, token: MappingToken, allowed: readonly string[], where: string): void {
  for (const { name, value } of entries(token))
    if (!allowed.includes(name)) throw refusal(path, value.line, `'${name}' of ${where} is not modelled`)
}

/** The parser does not know `cache-mode` yet: that one complaint is dropped, and its value is checked here. */
function isCacheMode(message: string): boolean {
  return /Unexpected value 'cache-mode'/.test(message)
}

function checkJob(path: string, id: string, raw: MappingToken): void {
  refuseOthers(path, raw, JOB_KEYS, `job '${id}'`)
  const mode = raw.find('cache-mode')
  if (mode !== undefined && !(isString(mode) && CACHE_MODES.includes(mode.value)))
    throw refusal(path, mode.line, `'cache-mode' of job '${id}' must be one of ${CACHE_MODES.join(', ')}`)
}

function readSteps(path: string, job: string, raw: MappingToken, ids: readonly { readonly id: string; readonly if?: TemplateToken }[]) {
  const steps = raw.find('steps')
  if (steps === undefined || !isSequence(steps)) throw refusal(path, raw.line, `job '${job}' has no steps`)
  return ids.map((step, index): ParsedStep => {
    const token = mapping(path, steps.get(index), `step ${index + 1} of job '${job}'`)
    refuseOthers(path, token, STEP_KEYS, `step ${index + 1} of job '${job}'`)
    if (step.if === undefined) throw refusal(path, token.line, `step ${index + 1} of job '${job}' neither runs nor uses`)
    return { id: step.id, condition: step.if, raw: token, line: token.line ?? 1 }
  })
}

/** Reads `text`; throws SutureError `workflow_invalid` (GitHub would refuse it too) or `workflow_not_modelled`, with the line. */
export async function parseWorkflow(
  path: string,
  text: string,
  options: { readonly knowsCacheMode?: boolean } = {},
): Promise<ParsedWorkflow> {
  const { context, value } = parseTokens({ name: path, content: text }, new NoOperationTraceWriter())
  const isFault = (message: string) => options.knowsCacheMode === false || !isCacheMode(message)
  const invalid = (messages: readonly string[]) =>
    new SutureError('workflow_invalid', messages.join('\n'), `correct ${path}: GitHub would refuse it as well`)
  if (value === undefined) throw invalid(context.errors.getErrors().map((error) => error.message))
  const template = await convertWorkflowTemplate(context, value, undefined, { errorPolicy: 1 })
  const faults = [
    ...new Set([...context.errors.getErrors(), ...(template.errors ?? [])].map((e) => ('Message' in e ? e.Message : e.message))),
  ]
  if (faults.some(isFault)) throw invalid(faults.filter(isFault))
  const raw = mapping(path, value, 'the workflow')
  refuseOthers(path, raw, WORKFLOW_KEYS, 'the workflow')
  const rawJobs = mapping(path, raw.find('jobs'), 'jobs')
  const jobs = template.jobs.map((job): ParsedJob => {
    const id = job.id.value
    const token = mapping(path, rawJobs.find(id), `job '${id}'`)
    if (job.type !== 'job') throw refusal(path, token.line, `job '${id}' calls a reusable workflow, which is not modelled`)
    checkJob(path, id, token)
    const needs = job.needs?.map((need) => need.value) ?? []
    return { id, needs, condition: job.if, raw: token, steps: readSteps(path, id, token, job.steps) }
  })
  const name = raw.find('name')
  return {
    path,
    name: name !== undefined && isString(name) ? name.value : path,
    raw,
    events: Object.keys(template.events),
    inputs: template.events.workflow_dispatch?.inputs ?? {},
    jobs,
  }
}
