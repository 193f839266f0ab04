import { ApiError, byId, type Call, type Handlers, invalid, notFound, textOf } from '../route.ts'
import { appIdOf, checkRunShape } from '../shapes/check-run.ts'
import { idOf } from '../shapes/user.ts'
import type { CheckAnnotation, CheckRun } from '../state.ts'

const MAX_ANNOTATIONS = 50 // of one request

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const answer = (call: Call, run: CheckRun, status = 200) => ({ status, body: checkRunShape(call.world, call.repository, run) })

/** What create and update both may set. */
function apply(call: Call, run: CheckRun): void {
  const { body } = call
  run.name = textOf(body, 'name') ?? run.name
  run.externalId = textOf(body, 'external_id') ?? run.externalId
  run.detailsUrl = textOf(body, 'details_url') ?? run.detailsUrl
  run.conclusion = textOf(body, 'conclusion') ?? run.conclusion
  run.status = textOf(body, 'conclusion') === undefined ? (textOf(body, 'status') ?? run.status) : 'completed'
  if (run.status === 'completed' && run.conclusion === null) throw invalid('Invalid request: a completed check needs a conclusion')
  if (run.status === 'completed') run.completedAt = textOf(body, 'completed_at') ?? run.completedAt ?? call.world.now()
  else [run.conclusion, run.completedAt] = [null, null]
  applyOutput(run, body['output'])
}

function applyOutput(run: CheckRun, output: unknown): void {
  if (!isRecord(output)) return
  const annotations = Array.isArray(output['annotations']) ? (output['annotations'] as readonly CheckAnnotation[]) : []
  if (annotations.length > MAX_ANNOTATIONS)
    throw invalid(`Invalid request: no more than ${MAX_ANNOTATIONS} items are allowed; ${annotations.length} were supplied.`)
  const [title, summary, text] = ['title', 'summary', 'text'].map((name) => textOf(output, name))
  for (const part of [summary, text]) if ((part ?? '').length > 65_535) throw invalid('Invalid request: Only 65535 characters are allowed')
  run.output = { title: title ?? run.output.title, summary: summary ?? run.output.summary, text: text ?? run.output.text }
  run.annotations.push(...annotations)
}

const tell = (call: Call, run: CheckRun, action: 'created' | 'completed') =>
  call.world.background.add(() => call.world.webhooks.checkRun(call.repository, run, action, call.login))

async function create(call: Call) {
  const sha = textOf(call.body, 'head_sha') ?? ''
  if ((await call.repository.git.ask(['cat-file', '-t', sha])) !== 'commit') throw invalid(`No commit found for SHA: ${sha}`)
  const run: CheckRun = {
    ...{
      id: call.world.nextId(),
      headSha: sha,
      app: call.world.app.slug,
      suiteId: idOf(`${call.world.app.slug}${sha}`),
      name: '',
      status: 'queued',
    },
    ...{
      conclusion: null,
      startedAt: textOf(call.body, 'started_at') ?? call.world.now(),
      completedAt: null,
      externalId: '',
      detailsUrl: null,
    },
    ...{ output: { title: null, summary: null, text: null }, annotations: [] },
  }
  apply(call, run)
  call.repository.checkRuns.push(run)
  tell(call, run, 'created')
  if (run.status === 'completed') tell(call, run, 'completed')
  return answer(call, run, 201)
}

function update(call: Call) {
  const run = byId(call.repository.checkRuns, call.params['check_run_id'])
  if (run.app !== call.world.app.slug)
    throw new ApiError(403, 'Invalid app_id - check run can only be modified by the GitHub App that created it.')
  const before = run.status
  apply(call, run)
  if (run.status === 'completed' && before !== 'completed') tell(call, run, 'completed')
  return answer(call, run)
}

async function listForRef(call: Call) {
  const { repository, query, world } = call
  const sha = await repository.git.ask(['rev-parse', '--verify', '-q', '--end-of-options', `${call.params['ref']}^{commit}`])
  if (sha === undefined) throw notFound()
  const is = (name: string, value: string) => query.get(name) === null || query.get(name) === value
  const found = repository.checkRuns.filter(
    (run) => run.headSha === sha && is('check_name', run.name) && is('status', run.status) && is('app_id', String(appIdOf(world, run.app))),
  )
  // `latest`, the default: the newest of each name
  const newest = (run: CheckRun) =>
    query.get('filter') === 'all' || found.findLast(({ name, app }) => name === run.name && app === run.app) === run
  const { items, headers } = call.page(found.filter(newest))
  return {
    status: 200,
    headers,
    body: { total_count: found.filter(newest).length, check_runs: items.map((run) => checkRunShape(world, repository, run)) },
  }
}

function listAnnotations(call: Call) {
  const { items, headers } = call.page(byId(call.repository.checkRuns, call.params['check_run_id']).annotations)
  return { status: 200, headers, body: items }
}

export const checkRoutes: Handlers = {
  'checks/create': create,
  'checks/update': update,
  'checks/get': (call) => answer(call, byId(call.repository.checkRuns, call.params['check_run_id'])),
  'checks/list-for-ref': listForRef,
  'checks/list-annotations': listAnnotations,
}
