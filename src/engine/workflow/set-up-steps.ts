import { type Carried, carryExpression, carryText, carryValue, type ExpressionScope } from './carry-over.ts'
import type { WorkflowJob, WorkflowStep } from './ci-workflow.ts'
import { leadToEnvironment } from './lead-to-environment.ts'
import type { Mapping } from './mapping.ts'
import { pinAction } from './pin-action.ts'
import { runVariables } from './run-variables.ts'
import { beforeTests, commandOf, isInstall } from './test-command.ts'

/** A set-up step as we write it; `comment` belongs behind its `uses`. */
export type SetUpStep = { readonly values: Mapping; readonly comment: string }

export type SetUp = { readonly steps: readonly SetUpStep[]; readonly notes: readonly string[] }

/** What a part of the test job may use; `steps` grows with the steps that are carried. */
export type CarryScope = ExpressionScope & { readonly steps: Set<string>; readonly cache: boolean }

const ONLY_CHECKS =
  /^\s*(?:(?:npx|uv run|poetry run|npm run|pnpm|yarn|python -m)\s+)*(?:ruff|flake8|black|isort|mypy|pyright|eslint|prettier|biome|lint|typecheck)\b/

/** The steps of a test job that prepare the machine: all before the tests but its checkout, and what the test step itself installs first. */
export function setUpSteps(job: WorkflowJob, testStep: number, scope: CarryScope): SetUp {
  const notes: string[] = []
  const steps: SetUpStep[] = []
  job.steps.slice(0, testStep + 1).forEach((step, index) => {
    const carried = index === testStep ? carryTestStep(step, job, scope) : carryStep(step, job, scope)
    notes.push(...carried.notes)
    for (const values of carried.steps) {
      steps.push(values)
      if (typeof values.values['id'] === 'string') scope.steps.add(values.values['id'])
    }
  })
  const lead = leadToEnvironment(job, job.steps[testStep], commandOf(job.steps[testStep]))
  const led = lead && carryStep(lead.step, job, scope)
  if (lead && led) {
    steps.push(...led.steps)
    notes.push(
      `The environment of ${lead.tool}, which the command of the tests enters, is made known to the steps after the set-up.`,
      ...led.notes,
    )
  }
  return { steps: steps.map((step, index) => withId(step, index)), notes }
}

/** With an id, a step's outcome can be passed to Suture; a failed set-up step must not fail the run. */
function withId({ values, comment }: SetUpStep, index: number): SetUpStep {
  const { id = `setup-${index + 1}`, ...rest } = values
  const named = typeof rest['name'] === 'string' ? { name: rest['name'] } : {}
  return { values: { ...named, id, 'continue-on-error': true, ...rest }, comment }
}

function carryTestStep(step: WorkflowStep, job: WorkflowJob, scope: CarryScope): SetUp {
  const before = beforeTests(commandOf(step))
  if (before === '') return { steps: [], notes: [] }
  const what = `What the step ${nameOf(step)} does before the tests`
  if (before === null) return { steps: [], notes: [`${what} could not be read from them and is left out.`] }
  const { uses: _uses, with: _with, ...rest } = step
  return carryStep({ ...rest, name: 'Prepare the tests', run: before }, job, scope)
}

function carryStep(step: WorkflowStep, job: WorkflowJob, scope: CarryScope): SetUp {
  const advice = isInstall(String(step.run ?? '')) ? '; add what it installs to the set-up, if the tests need it' : ''
  const dropped = (why: string): SetUp => ({ steps: [], notes: [`The step ${nameOf(step)} is left out: ${why}${advice}.`] })
  const condition = typeof step.if === 'string' ? carryExpression(bare(step.if), scope) : null
  if (condition?.outcome === 'dropped' && condition.lacks === 'secret') return dropped(condition.why)
  if (condition?.outcome === 'dropped') {
    const { if: _if, ...always } = step
    const carried = carryStep(always, job, scope)
    if (carried.steps.length === 0) return carried
    return { ...carried, notes: [...carried.notes, `The condition of ${nameOf(step)} is left out: ${condition.why}.`] }
  }
  const env = carryMapping(step.env ?? {}, scope)
  const [firstDropped] = env.dropped
  if (firstDropped) return dropped(`${firstDropped.why} in ${firstDropped.key}`)
  const kept = {
    ...(typeof step.name === 'string' && !step.name.includes('${{') ? { name: step.name } : {}),
    ...(typeof step.id === 'string' ? { id: step.id } : {}),
    ...(condition ? { if: condition.value } : {}),
  }
  if (typeof step.uses === 'string') return carryAction(step, step.uses, { kept, env: env.values, scope, dropped })
  if (typeof step.run !== 'string') return dropped('it runs nothing')
  if (ONLY_CHECKS.test(step.run) && !step.run.trim().includes('\n')) return dropped('it checks style or types only')
  return carryRun(step, job, { kept, env: env.values, scope, dropped })
}

/** Actions that cache by default. */
const NO_CACHE: Readonly<Record<string, Mapping>> = {
  'astral-sh/setup-uv': { 'enable-cache': false },
  'actions/setup-node': { 'package-manager-cache': false },
}

type Carrying = {
  readonly kept: Mapping
  readonly env: Mapping
  readonly scope: CarryScope
  dropped(why: string): SetUp
}

function carryAction(step: WorkflowStep, uses: string, { kept, env, scope, dropped }: Carrying): SetUp {
  if (uses.startsWith('actions/checkout@')) return carryCheckout(step, dropped)
  const pinned = pinAction(uses)
  if (!pinned) return dropped('it is not known to prepare the machine')
  if (!scope.cache && /^actions\/cache(\/|@)/.test(uses)) return dropped('the server does not know read-only caches')
  const inputs = carryMapping(step.with ?? {}, scope)
  const given = Object.entries(inputs.values).filter(([key]) => scope.cache || !/^(enable-)?cache(-|$)/.test(key))
  const inputsHere = { ...Object.fromEntries(given), ...(scope.cache ? {} : NO_CACHE[uses.split('@')[0] ?? '']) }
  const values = { ...kept, uses: pinned.uses, ...filled('with', inputsHere), ...filled('env', env) }
  const notes = inputs.dropped.map(({ key, why }) => `${nameOf(step)} loses its input ${key}: ${why}.`)
  return { steps: [{ values, comment: pinned.comment }], notes: pinned.note ? [...notes, pinned.note] : notes }
}

/** Suture's own checkout comes before the set-up; of the repository's checkout step only the submodules remain to do. */
function carryCheckout(step: WorkflowStep, dropped: (why: string) => SetUp): SetUp {
  const options = step.with ?? {}
  if (options['repository'] !== undefined) return dropped('it checks out another repository')
  if (options['path'] !== undefined) return dropped('it checks out into a folder of its own')
  const notes = options['lfs'] === true ? ['The files of Git LFS are not fetched.'] : []
  const submodules = String(options['submodules'] ?? 'false')
  if (submodules === 'false') return { steps: [], notes }
  const run = `git submodule update --init${submodules === 'recursive' ? ' --recursive' : ''}`
  return { steps: [{ values: { name: 'Fetch the submodules', run }, comment: '' }], notes }
}

function carryRun(step: WorkflowStep, job: WorkflowJob, { kept, env, scope, dropped }: Carrying): SetUp {
  const shell = step.shell ?? job.defaults['shell']
  const folder = step['working-directory'] ?? job.defaults['working-directory']
  const run = carryText(String(step.run), scope)
  const place = carryText(String(folder ?? ''), scope)
  if (run.outcome === 'dropped') return dropped(run.why)
  if (place.outcome === 'dropped') return dropped(place.why)
  const safe = typeof shell === 'string' && !/^(bash|sh)\b/.test(shell) ? plainOnly(run.value) : runVariables(run.value)
  if (!safe) return dropped('an expression in its script could not be moved into a variable')
  const values = {
    ...kept,
    ...(shell === undefined ? {} : { shell }),
    ...(place.value === '' ? {} : { 'working-directory': place.value }),
    ...filled('env', { ...env, ...safe.env }),
    run: safe.script,
  }
  return { steps: [{ values, comment: '' }], notes: [] }
}

const plainOnly = (script: string) => (script.includes('${{') ? null : { script, env: {} })

const filled = (key: string, values: Mapping): Mapping => (Object.keys(values).length > 0 ? { [key]: values } : {})

/** A mapping of a step or a job, without the keys that cannot be carried over. */
export function carryMapping(
  values: Mapping,
  scope: CarryScope,
): { readonly values: Mapping; readonly dropped: readonly { readonly key: string; readonly why: string }[] } {
  const carried = Object.entries(values).map(([key, value]): [string, Carried<unknown>] => [key, carryValue(value, scope)])
  return {
    values: Object.fromEntries(carried.flatMap(([key, one]) => (one.outcome === 'carried' ? [[key, one.value]] : []))),
    dropped: carried.flatMap(([key, one]) => (one.outcome === 'dropped' ? [{ key, why: one.why }] : [])),
  }
}

function bare(condition: string): string {
  return /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(condition)?.[1]?.trim() ?? condition
}

function nameOf(step: WorkflowStep): string {
  return `'${String(step.name ?? step.uses ?? String(step.run).trim().split('\n')[0]).slice(0, 60)}'`
}
