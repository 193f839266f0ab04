import { SutureError } from '../../../../src/model/error.ts'
import { parseWorkflow } from '../../actions/parse-workflow.ts'
import { ApiError, type Call, type Handlers, invalid, notFound, textOf } from '../route.ts'
import { workflowIdOf } from '../shapes/workflow-run.ts'
import { fullName } from '../state.ts'

const FOLDER = '.github/workflows/'
const MAX_INPUTS = 65_535 // characters of all inputs together, by GitHub's documentation of workflow_dispatch

async function workflowPaths(call: Call, revision = call.repository.defaultBranch): Promise<readonly string[]> {
  const text = await call.repository.git.ask(['ls-tree', '--name-only', revision, '--', FOLDER])
  return (text ?? '').split('\n').filter((path) => /\.ya?ml$/.test(path))
}

/** A workflow is known by its id or its file's name, once it was on the default branch. */
export async function workflowOf(call: Call): Promise<string> {
  const wanted = call.params['workflow_id'] ?? ''
  const found = (await workflowPaths(call)).find(
    (path) => path === FOLDER + wanted || path === wanted || String(workflowIdOf(path)) === wanted,
  )
  if (found === undefined) throw notFound()
  return found
}

async function shape(call: Call, path: string) {
  const text = (await call.repository.git.ask(['show', `${call.repository.defaultBranch}:${path}`])) ?? ''
  const name = /^name:\s*(.+)$/m.exec(text)?.[1]?.replace(/^(['"])(.*)\1$/, '$2') ?? path
  const id = workflowIdOf(path)
  const address = `${fullName(call.repository)}/actions/workflows/${id}`
  return {
    ...{ id, node_id: `W_${id}`, name, path, state: call.repository.disabledWorkflows.has(path) ? 'disabled_manually' : 'active' },
    ...{
      url: `${call.world.apiUrl}/repos/${address}`,
      html_url: `${call.world.url}/${address}`,
      badge_url: `${call.world.url}/${address}/badge.svg`,
    },
  }
}

function checkInputs(given: Readonly<Record<string, unknown>>, known: Awaited<ReturnType<typeof parseWorkflow>>['inputs']): void {
  const unexpected = Object.keys(given).filter((name) => !(name in known))
  if (unexpected.length > 0) throw invalid(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`)
  for (const [name, { required, default: preset, type, options }] of Object.entries(known)) {
    const value = given[name]
    if (required && value === undefined && preset === undefined) throw invalid(`Required input '${name}' not provided`)
    if (value !== undefined && type === 'boolean' && !['true', 'false'].includes(String(value)))
      throw invalid(`Provided value '${value}' for input '${name}' is not a boolean`)
    if (value !== undefined && type === 'choice' && !options?.includes(String(value)))
      throw invalid(`Provided value '${value}' for input '${name}' not in the list of allowed values`)
  }
  const size = Object.values(given).reduce((sum: number, value) => sum + String(value).length, 0)
  if (size > MAX_INPUTS) throw invalid('inputs are too large.')
}

const refOf = (ref: string) => (ref.startsWith('refs/') ? ref : `refs/heads/${ref}`)

async function dispatch(call: Call) {
  const path = await workflowOf(call)
  const { repository, world } = call
  const ref = refOf(textOf(call.body, 'ref') ?? '')
  if ((await repository.git.ask(['rev-parse', '--verify', '-q', ref])) === undefined)
    throw invalid(`No ref found for: ${textOf(call.body, 'ref')}`)
  if (repository.disabledWorkflows.has(path)) throw invalid("Cannot trigger a 'workflow_dispatch' on a disabled workflow")
  const text = await repository.git.ask(['show', `${ref}:${path}`])
  if (text === undefined) throw notFound()
  const given = { ...(typeof call.body['inputs'] === 'object' ? call.body['inputs'] : {}) }
  const workflow = await parseWorkflow(path, text).catch((error: unknown) => {
    if (error instanceof SutureError && error.code === 'workflow_invalid')
      throw new ApiError(422, `failed to parse workflow: ${error.message}`)
    throw error
  })
  if (!workflow.events.includes('workflow_dispatch')) throw invalid("Workflow does not have 'workflow_dispatch' trigger")
  checkInputs(given, workflow.inputs)
  const presets = Object.entries(workflow.inputs).map(([name, { type, default: preset }]) => {
    const value = Object.entries(given).find(([key]) => key === name)?.[1] ?? preset ?? (type === 'boolean' ? false : '')
    return [name, type === 'boolean' ? String(value) === 'true' : value]
  })
  const id = await world.dispatch(repository, path, ref, Object.fromEntries(presets))
  // from this version on GitHub always answers the run, and the flag is gone
  const isAnswered = call.version >= '2026-03-10' || call.body['return_run_details'] === true
  if (world.dispatchAnswer === 'old_server' || !isAnswered) return { status: 204 }
  const address = `${fullName(repository)}/actions/runs/${id}`
  return { status: 200, body: { workflow_run_id: id, run_url: `${world.apiUrl}/repos/${address}`, html_url: `${world.url}/${address}` } }
}

async function list(call: Call) {
  const paths = await workflowPaths(call)
  const { items, headers } = call.page(paths)
  return { status: 200, headers, body: { total_count: paths.length, workflows: await Promise.all(items.map((path) => shape(call, path))) } }
}

export const workflowRoutes: Handlers = {
  'actions/create-workflow-dispatch': dispatch,
  'actions/get-workflow': async (call) => ({ status: 200, body: await shape(call, await workflowOf(call)) }),
  'actions/list-repo-workflows': list,
}
