import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { isMapping } from '@actions/workflow-parser/templates/tokens/type-guards'
import type { ActionCall } from './action.ts'
import { type Actions, actionName } from './built-in-actions.ts'
import { openCommandFiles } from './command-file.ts'
import { evaluateTexts, evaluateToken, type Scope, toText } from './expression.ts'
import type { JobLog } from './job-log.ts'
import type { Machine } from './machine.ts'
import { type ParsedStep, type ParsedWorkflow, refusal } from './parse-workflow.ts'
import type { ProcessSpace } from './process-space.ts'
import { type ProcessEnd, runProcess } from './run-process.ts'

export interface StepSetting {
  readonly workflow: ParsedWorkflow
  readonly job: MappingToken
  readonly machine: Machine
  readonly space: ProcessSpace
  readonly log: JobLog
  readonly actions: Actions
  readonly call: Pick<ActionCall, 'repository' | 'repositories' | 'canWriteContents' | 'artifacts'>
  /** One minute, in milliseconds: shrunk by the time scale. */
  readonly minuteMs: number
}

export interface StepEnd {
  readonly outcome: 'success' | 'failure' | 'cancelled'
  readonly outputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
}

/** A step with its own variables. */
export type StartedStep = ParsedStep & { readonly env: Readonly<Record<string, string>> }

const SHELLS: Readonly<Record<string, string>> = {
  '': 'bash -e {0}',
  bash: 'bash --noprofile --norc -eo pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python {0}',
}
const MAX_MINUTES = 360

const nested = (token: TemplateToken | undefined, ...keys: readonly string[]): TemplateToken | undefined =>
  keys.reduce<TemplateToken | undefined>((at, key) => (at !== undefined && isMapping(at) ? at.find(key) : undefined), token)

/** `defaults.run` of the job, then of the workflow. */
function setting(key: string, step: ParsedStep, where: StepSetting, scope: Scope): string {
  const token = step.raw.find(key) ?? nested(where.job, 'defaults', 'run', key) ?? nested(where.workflow.raw, 'defaults', 'run', key)
  return toText(evaluateToken(token, scope))
}

function shellCommand(step: ParsedStep, where: StepSetting, scope: Scope): readonly [string, ...string[]] {
  const shell = setting('shell', step, where, scope)
  const template = SHELLS[shell] ?? shell
  if (!template.includes('{0}')) throw refusal(where.workflow.path, step.line, `shell '${shell}' is not modelled`)
  const file = join(where.machine.temp, `${randomUUID()}.sh`)
  const script = toText(evaluateToken(step.raw.find('run'), scope))
  writeFileSync(file, `${script}\n`)
  where.log.write(`##[group]Run ${script.split('\n')[0]}`)
  for (const line of script.split('\n')) where.log.write(line)
  where.log.write(`shell: ${template}`)
  const [program = 'bash', ...words] = template.split(' ').map((word) => word.replace('{0}', file))
  return [program, ...words]
}

async function runScript(
  step: StartedStep,
  where: StepSetting,
  scope: Scope,
  env: Readonly<Record<string, string>>,
  ms: number,
  signal: AbortSignal,
) {
  const command = shellCommand(step, where, scope)
  for (const [key, value] of Object.entries(step.env)) where.log.write(`  ${key}: ${value}`)
  where.log.write('##[endgroup]')
  const files = openCommandFiles(where.machine.temp)
  const printed: Record<string, string> = {}
  const cwd = resolve(where.machine.workspace, setting('working-directory', step, where, scope))
  mkdirSync(where.machine.workspace, { recursive: true })
  const onLine = (line: string) => where.log.take(line, printed)
  const end = await runProcess({ command, cwd, space: where.space, env: { ...env, ...files.files }, timeoutMs: ms, signal, onLine })
  where.log.resume()
  const written = files.read()
  return { end, failure: undefined, outputs: { ...printed, ...written.outputs }, env: written.env, path: written.path }
}

async function runAction(
  name: string,
  step: StartedStep,
  where: StepSetting,
  scope: Scope,
  env: Readonly<Record<string, string>>,
  ms: number,
  signal: AbortSignal,
) {
  const action = where.actions[name]
  if (action === undefined) throw refusal(where.workflow.path, step.line, `action '${name}' is not modelled`)
  const inputs = evaluateTexts(step.raw.find('with'), scope)
  where.log.write(`##[group]Run ${step.raw.find('uses')?.toString()}`)
  for (const [key, value] of Object.entries(inputs)) where.log.write(`  ${key}: ${value}`)
  where.log.write('##[endgroup]')
  let end: ProcessEnd = { kind: 'exited', code: 0 }
  const execute: ActionCall['execute'] = async (command, cwd = where.machine.workspace) => {
    const lines: string[] = []
    const ended = await runProcess({ command, cwd, space: where.space, env, timeoutMs: ms, signal, onLine: (line) => lines.push(line) })
    if (ended.kind !== 'exited') end = ended
    return { code: ended.kind === 'exited' ? ended.code : 1, output: lines.join('\n') }
  }
  const { workspace, tools } = where.machine
  const result = await action.run({ ...where.call, inputs, workspace, tools, env, log: where.log, execute })
  return { end, failure: result.failure, outputs: result.outputs ?? {}, env: result.env ?? {}, path: result.path ?? [] }
}

/** Runs one step to its end; a fault of what it wrote or did fails it, what is not modelled throws. */
export async function runStep(
  step: StartedStep,
  where: StepSetting,
  scope: Scope,
  env: Readonly<Record<string, string>>,
  leftMs: number,
  signal: AbortSignal,
): Promise<StepEnd> {
  const minutes = Number(evaluateToken(step.raw.find('timeout-minutes'), scope) ?? MAX_MINUTES)
  const ms = Math.min(minutes * where.minuteMs, leftMs)
  const name = actionName(step.raw)
  const failed = (message: string): StepEnd => {
    where.log.annotate('error', {}, message)
    return { outcome: 'failure', outputs: {}, env: {}, path: [] }
  }
  try {
    const all = { ...env, ...step.env }
    const done =
      name === undefined ? await runScript(step, where, scope, all, ms, signal) : await runAction(name, step, where, scope, all, ms, signal)
    const kept = { outputs: done.outputs, env: done.env, path: done.path }
    if (done.end.kind === 'cancelled') {
      where.log.annotate('error', {}, 'The operation was canceled.')
      return { outcome: 'cancelled', ...kept }
    }
    if (done.end.kind === 'timed_out') where.log.annotate('error', {}, `The action '${step.id}' has timed out after ${minutes} minutes.`)
    else if (done.end.code !== 0) where.log.annotate('error', {}, `Process completed with exit code ${done.end.code}.`)
    if (done.failure !== undefined) where.log.annotate('error', {}, done.failure)
    const isGood = done.end.kind === 'exited' && done.end.code === 0 && done.failure === undefined
    return { outcome: isGood ? 'success' : 'failure', ...kept }
  } catch (error) {
    if (error instanceof Error && error.name === 'SutureError') throw error
    return failed(error instanceof Error ? error.message : String(error))
  }
}
