import { delimiter } from 'node:path'
import { evaluateTexts, evaluateToken, isTruthy, type Scope, toText } from './expression.ts'
import { type Annotation, openJobLog } from './job-log.ts'
import { openMachine } from './machine.ts'
import type { Leg } from './matrix.ts'
import type { ParsedJob, ParsedStep } from './parse-workflow.ts'
import { openProcessSpace } from './process-space.ts'
import { runStep, type StepSetting } from './run-step.ts'

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped'

export interface StepResult {
  readonly name: string
  readonly number: number
  readonly conclusion: Conclusion
  readonly startedAt: string
  readonly completedAt: string
}

export interface JobResult {
  readonly id: string
  readonly name: string
  readonly conclusion: Conclusion
  readonly steps: readonly StepResult[]
  readonly outputs: Readonly<Record<string, string>>
  readonly log: string
  readonly annotations: readonly Annotation[]
  readonly startedAt: string
  readonly completedAt: string
}

export interface JobSetting extends Omit<StepSetting, 'machine' | 'space' | 'log' | 'job'> {
  readonly job: ParsedJob
  readonly name: string
  readonly leg: Leg
  /** github, inputs, vars, needs, secrets, matrix, strategy */
  readonly contexts: Readonly<Record<string, unknown>>
  readonly env: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
  readonly signal: AbortSignal
}

interface StepState {
  readonly outcome: Conclusion
  readonly conclusion: Conclusion
  readonly outputs: Readonly<Record<string, string>>
}

const DEFAULT_MINUTES = 360
const now = () => new Date().toISOString()

function stepName(step: ParsedStep, scope: Scope): string {
  const name = step.raw.find('name')
  if (name !== undefined) return toText(evaluateToken(name, scope))
  return `Run ${(step.raw.find('uses') ?? step.raw.find('run'))?.toString().trim().split('\n')[0]}`
}

/** The runner's own variables, which no step may overwrite. */
function githubEnv(github: unknown, workspace: string, job: string): Record<string, string> {
  const names = [
    ...['actor', 'api_url', 'base_ref', 'event_name', 'graphql_url', 'head_ref', 'ref', 'ref_name', 'ref_type', 'repository'],
    ...[
      'repository_id',
      'repository_owner',
      'run_attempt',
      'run_id',
      'run_number',
      'server_url',
      'sha',
      'workflow',
      'workflow_ref',
      'event_path',
    ],
  ]
  const values: Record<string, unknown> = typeof github === 'object' && github !== null ? { ...github } : {}
  const pairs = names.map((name) => [`GITHUB_${name.toUpperCase()}`, toText(values[name])])
  return { ...Object.fromEntries(pairs), GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, GITHUB_JOB: job }
}

/** Runs one leg of a job on a clean machine; only what is not modelled throws. */
export async function runJob(setting: JobSetting): Promise<JobResult> {
  const { job, signal } = setting
  const github = setting.contexts['github']
  const repository = setting.call.repository
  const space = await openProcessSpace()
  // only where its processes are its own may a job take the machine for its own
  const environment = space.isIsolated ? 'github-hosted' : 'self-hosted'
  const machine = openMachine(repository.name, environment, setting.env)
  const log = openJobLog(setting.secrets)
  const startedAt = now()
  const states: Record<string, StepState> = {}
  const results: StepResult[] = [{ name: 'Set up job', number: 1, conclusion: 'success', startedAt, completedAt: now() }]
  const made = { env: {} as Record<string, string>, path: [] as string[] }
  const fixed = githubEnv(github, machine.workspace, job.id)
  const runner = {
    os: machine.env['RUNNER_OS'],
    arch: machine.env['RUNNER_ARCH'],
    temp: machine.temp,
    tool_cache: machine.tools,
    name: 'stand-in',
    environment,
  }
  const isCancelled = () => signal.aborted
  const hasFailed = () => Object.values(states).some((state) => state.conclusion === 'failure')
  const scopeOf = (env: Readonly<Record<string, string>>): Scope => ({
    contexts: {
      ...setting.contexts,
      github: { ...(typeof github === 'object' ? github : {}), workspace: machine.workspace, job: job.id },
      steps: states,
      env,
      runner,
      job: { status: isCancelled() ? 'cancelled' : hasFailed() ? 'failure' : 'success' },
    },
    status: { success: !hasFailed() && !isCancelled(), failure: hasFailed(), cancelled: isCancelled() },
    workspace: machine.workspace,
  })
  const outerEnv = evaluateTexts(setting.workflow.raw.find('env'), scopeOf({}))
  const jobEnv = { ...outerEnv, ...evaluateTexts(job.raw.find('env'), scopeOf(outerEnv)) }
  const minutes = Number(evaluateToken(job.raw.find('timeout-minutes'), scopeOf(jobEnv)) ?? DEFAULT_MINUTES)
  const deadline = performance.now() + minutes * setting.minuteMs
  const where: StepSetting = { ...setting, job: job.raw, machine, space, log }

  const runOne = async (step: ParsedStep, number: number): Promise<void> => {
    const env = { ...jobEnv, ...made.env }
    const begun = now()
    const record = (outcome: Conclusion, conclusion: Conclusion, outputs: Readonly<Record<string, string>>) => {
      states[step.id] = { outcome, conclusion, outputs }
      const name = stepName(step, scopeOf({ ...env, ...evaluateTexts(step.raw.find('env'), scopeOf(env)) }))
      results.push({ name, number, conclusion, startedAt: begun, completedAt: now() })
    }
    const scope = scopeOf(env)
    if (!isTruthy(evaluateToken(step.condition, scope))) return record('skipped', 'skipped', {})
    // evaluated once: a step's own variables do not see each other
    const own = evaluateTexts(step.raw.find('env'), scope)
    const inner = scopeOf({ ...env, ...own })
    const PATH = [...made.path.toReversed(), machine.env['PATH'] ?? ''].join(delimiter)
    const left = Math.max(deadline - performance.now(), 0)
    // a cancelled job still runs its `always()` steps: only what the signal found running is stopped
    const stop = isCancelled() ? new AbortController().signal : signal
    const end = await runStep({ ...step, env: own }, where, inner, { ...machine.env, ...env, PATH, ...fixed }, left, stop)
    Object.assign(made.env, end.env)
    made.path.push(...end.path)
    const isTolerated = end.outcome === 'failure' && isTruthy(evaluateToken(step.raw.find('continue-on-error'), inner))
    record(end.outcome, isTolerated ? 'success' : end.outcome, end.outputs)
  }

  try {
    log.write(`Current runner: stand-in, ${space.isIsolated ? 'the job in a pid namespace of its own' : 'without pid namespaces'}`)
    for (const [index, step] of job.steps.entries()) await runOne(step, index + 2)
    const isOver = performance.now() >= deadline
    if (isOver) log.annotate('error', {}, `The job has exceeded the maximum execution time of ${minutes} minutes.`)
    const outputs = evaluateTexts(job.raw.find('outputs'), scopeOf(jobEnv))
    const completedAt = now()
    results.push({ name: 'Complete job', number: job.steps.length + 2, conclusion: 'success', startedAt: completedAt, completedAt })
    const conclusion = isCancelled() || isOver ? 'cancelled' : hasFailed() ? 'failure' : 'success'
    return {
      id: job.id,
      name: setting.name,
      conclusion,
      steps: results,
      outputs,
      log: log.text(),
      annotations: log.annotations,
      startedAt,
      completedAt,
    }
  } finally {
    await space.close()
    machine.remove()
  }
}
