import { stringify } from 'yaml'
import { carryText, carryValue } from './carry-over.ts'
import type { WorkflowJob } from './ci-workflow.ts'
import { findTestJob } from './find-test-job.ts'
import type { Mapping } from './mapping.ts'
import { matrixName, matrixValues } from './matrix.ts'
import { ownPins } from './own-pins.ts'
import { withPassedVariables } from './passed-variables.ts'
import { renderWorkflow } from './render-workflow.ts'
import { type CarryScope, carryMapping, type SetUp, type SetUpStep, setUpSteps } from './set-up-steps.ts'
import { commandOf } from './test-command.ts'
import type { WorkflowCall } from './workflow-inputs.ts'
import { type BundlePin, type MatrixInput, TEMPLATE_VERSION } from './workflow-parts.ts'

/** `server: 'older'` is a GitHub server that does not know `cache-mode`: no cache is used there at all. */
export type WorkflowRequest = {
  readonly ciWorkflowText: string
  readonly ciPath: string
  readonly jobName?: string
  /** How other workflows of the repository call this one. */
  readonly call?: WorkflowCall
  readonly bundle: BundlePin
  readonly protocol: number
  readonly server: 'github.com' | 'older'
}

export type GeneratedWorkflow =
  | { readonly outcome: 'written'; readonly text: string; readonly job: string; readonly notes: readonly string[] }
  | { readonly outcome: 'no_test_job'; readonly reason: string }

/** GitHub takes 25 inputs, three of which are ours. */
const MAX_MATRIX_INPUTS = 22

/** Our workflow from the repository's own: its test job's machine and set-up, and nothing else of it. `notes` are sentences. */
export function generateWorkflow(request: WorkflowRequest): GeneratedWorkflow {
  const none = (reason: string): GeneratedWorkflow => ({ outcome: 'no_test_job', reason: `${request.ciPath}: ${reason}` })
  const found = findTestJob(request.ciWorkflowText, request.jobName, request.call)
  if (found.outcome === 'no_test_job') return none(found.reason)
  const { job } = found
  const values = new Map(matrixValues(job.matrix))
  const scope: CarryScope = {
    ...{ allowed: values, used: new Set(), steps: new Set(), event: found.event, cache: request.server === 'github.com' },
  }
  const runsOn = linuxRunner(job, values, scope)
  if (runsOn.outcome === 'none') return none(runsOn.reason)
  const setUp = setUpSteps(job, found.testStep, scope)
  const machine = machineLines(job, found.testStep, runsOn.value, setUp, scope)
  const matrix = [...scope.used].flatMap((key): MatrixInput[] => {
    const list = values.get(key)
    return list ? [{ name: matrixName(key), values: list }] : []
  })
  if (matrix.length > MAX_MATRIX_INPUTS)
    return none(`the set-up of ${job.id} uses ${matrix.length} matrix keys, more than GitHub takes as inputs`)
  const text = renderWorkflow({
    template: TEMPLATE_VERSION,
    protocol: request.protocol,
    bundle: request.bundle,
    cacheMode: request.server === 'github.com',
    matrix,
    pins: ownPins(request.server === 'github.com'),
    machine: machine.lines,
    setUp: setUp.steps.flatMap(stepLines),
  })
  return { outcome: 'written', text, job: job.id, notes: [found.reason, ...runsOn.notes, ...machine.notes, ...setUp.notes] }
}

type Runner =
  | { readonly outcome: 'runs'; readonly value: unknown; readonly notes: readonly string[] }
  | { readonly outcome: 'none'; readonly reason: string }

/** The runner of the test job, limited to Linux where a matrix has others. Narrows `values` to the same. */
function linuxRunner(job: WorkflowJob, values: Map<string, readonly string[]>, scope: CarryScope): Runner {
  const isLinux = (name: string) => !/^(windows|macos)/i.test(name)
  const key = /^\$\{\{\s*matrix\.([\w.-]+)\s*\}\}$/.exec(String(job.runsOn))?.[1]
  if (key && values.has(key)) {
    const all = values.get(key) ?? []
    const linux = all.filter(isLinux)
    const others = all.filter((name) => !isLinux(name))
    if (linux.length === 0)
      return { outcome: 'none', reason: `the job ${job.id} runs on ${others.join(', ')} only, and Suture's workflow needs Linux` }
    values.set(key, linux)
    const notes = others.length > 0 ? [`Failures on ${others.join(', ')} are answered from their logs: Suture's workflow needs Linux.`] : []
    return { outcome: 'runs', value: carriedText(String(job.runsOn), scope), notes }
  }
  const text = JSON.stringify(job.runsOn ?? null)
  if (text.includes('${{') || text === 'null')
    return { outcome: 'runs', value: 'ubuntu-latest', notes: [`The runner of ${job.id} is computed; ubuntu-latest is used instead.`] }
  if (!isLinux(String([job.runsOn].flat()[0])))
    return { outcome: 'none', reason: `the job ${job.id} runs on ${String(job.runsOn)}, and Suture's workflow needs Linux` }
  return { outcome: 'runs', value: job.runsOn, notes: [] }
}

function carriedText(text: string, scope: CarryScope): string {
  const carried = carryText(text, scope)
  return carried.outcome === 'carried' ? carried.value : text
}

/** Contexts and functions that GitHub refuses in the variables of a job. */
const ONLY_IN_STEPS = /\$\{\{[^}]*(?:\b(?:runner|env|steps|job)\s*[.[]|\bhashFiles\()/

/** The keys of the job that say what it runs on and beside; the test step's own variables are the job's here. */
function machineLines(
  job: WorkflowJob,
  at: number,
  runsOn: unknown,
  setUp: SetUp,
  scope: CarryScope,
): { readonly lines: readonly string[]; readonly notes: readonly string[] } {
  const testStep = job.steps[at]
  const ofStep = Object.entries(testStep?.env ?? {})
  const computed = ofStep.filter(([, value]) => ONLY_IN_STEPS.test(String(value)))
  const env = carryMapping({ ...job.env, ...Object.fromEntries(ofStep.filter((entry) => !computed.includes(entry))) }, scope)
  const notes = env.dropped.map(({ key, why }) => `The variable ${key} is left out: ${why}.`)
  for (const [key] of computed) notes.push(`The variable ${key} is left out: what it is computed from is known inside of a step only.`)
  if (env.values['NODE_OPTIONS'] !== undefined)
    notes.push('The variable NODE_OPTIONS does not reach the tests: Suture starts Node with options of its own.')
  const passed = withPassedVariables(
    env.values,
    setUp.steps.map(({ values }) => values),
  )
  const beside: Record<string, unknown> = {}
  for (const key of ['services', 'container'] as const) {
    if (job[key] === undefined || job[key] === null) continue
    const carried = carryValue(job[key], scope)
    if (carried.outcome === 'carried') beside[key] = carried.value
    else notes.push(`The ${key} of ${job.id} are left out: ${carried.why}.`)
  }
  if (beside['container'] !== undefined) notes.push('The container must hold bash, git, curl, tar and gzip.')
  if (/(^|\s)(tox|nox)(\s|$)/m.test(commandOf(testStep)))
    notes.push(
      'tox and nox install into environments of their own: add what the tests need to the set-up, since Suture runs the framework itself.',
    )
  const folder = testStep?.['working-directory'] ?? job.defaults['working-directory']
  if (folder !== undefined) notes.push(`The tests run in the folder ${String(folder)}.`)
  return { lines: lines({ 'runs-on': runsOn, ...(Object.keys(passed).length > 0 ? { env: passed } : {}), ...beside }), notes }
}

function stepLines({ values, comment }: SetUpStep): readonly string[] {
  const uses = `uses: ${String(values['uses'])}`
  return lines([values]).map((line) => (comment && line.trim().replace(/^- /, '') === uses ? `${line} # ${comment}` : line))
}

function lines(value: Mapping | readonly Mapping[]): readonly string[] {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split('\n')
}
