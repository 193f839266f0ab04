import { blobOf } from '../blobs.ts'
import { ApiError, byId, type Call, type Handlers, notFound } from '../route.ts'
import { artifactShape, jobShape, workflowRunShape } from '../shapes/workflow-run.ts'
import type { WorkflowRun } from '../state.ts'
import { workflowOf } from './workflows.ts'

/** The newest attempt of the run, or the one that is asked for. */
function runOf(call: Call): WorkflowRun {
  const attempts = call.repository.workflowRuns.filter(({ id }) => String(id) === call.params['run_id'])
  const wanted = call.params['attempt_number']
  const found = wanted === undefined ? attempts.at(-1) : attempts.find(({ attempt }) => String(attempt) === wanted)
  if (found === undefined) throw notFound()
  return found
}

const isNewest = (run: WorkflowRun, all: readonly WorkflowRun[]) => all.findLast(({ id }) => id === run.id) === run

/** `>=2026-01-01`, `2026-01-01..2026-02-01`, `2026-01-01` */
function isCreatedIn(run: WorkflowRun, range: string): boolean {
  const at = Date.parse(run.createdAt)
  const [, operator, day] = /^([<>]=?)(.+)$/.exec(range) ?? []
  if (operator !== undefined && day !== undefined) return operator.startsWith('>') ? at >= Date.parse(day) : at <= Date.parse(day)
  const [from = '', to] = range.split('..')
  if (to !== undefined) return at >= (from === '*' ? 0 : Date.parse(from)) && (to === '*' || at <= Date.parse(to))
  return run.createdAt.startsWith(range)
}

async function listRuns(call: Call, runs: readonly WorkflowRun[]) {
  const { query, world, repository } = call
  const is = (name: string, ...values: readonly (string | null)[]) => query.get(name) === null || values.includes(query.get(name))
  const created = query.get('created')
  const found = runs
    .filter((run) => isNewest(run, runs))
    .filter((run) => is('head_sha', run.headSha) && is('branch', run.headBranch) && is('event', run.event) && is('actor', run.actor))
    .filter((run) => is('status', run.status, run.conclusion) && (created === null || isCreatedIn(run, created)))
    .toReversed()
  const { items, headers } = call.page(found)
  const shapes = await Promise.all(items.map((run) => workflowRunShape(world, repository, run)))
  return { status: 200, headers, body: { total_count: found.length, workflow_runs: shapes } }
}

async function listOfWorkflow(call: Call) {
  const path = await workflowOf(call)
  return listRuns(
    call,
    call.repository.workflowRuns.filter((run) => run.path === path),
  )
}

async function getRun(call: Call) {
  return { status: 200, body: await workflowRunShape(call.world, call.repository, runOf(call)) }
}

function listJobs(call: Call) {
  const run = runOf(call)
  const isAll = call.query.get('filter') === 'all'
  const attempts = isAll ? call.repository.workflowRuns.filter(({ id }) => id === run.id) : [run]
  const jobs = attempts.flatMap((attempt) => attempt.jobs)
  const { items, headers } = call.page(jobs)
  return {
    status: 200,
    headers,
    body: { total_count: jobs.length, jobs: items.map((job) => jobShape(call.world, call.repository, run, job)) },
  }
}

function findJob(call: Call) {
  for (const run of call.repository.workflowRuns) {
    const job = run.jobs.find(({ id }) => String(id) === call.params['job_id'])
    if (job !== undefined) return { run, job }
  }
  throw notFound()
}

function getJob(call: Call) {
  const { run, job } = findJob(call)
  return { status: 200, body: jobShape(call.world, call.repository, run, job) }
}

/** There is no log before the job has ended. */
function downloadLogs(call: Call) {
  const { job } = findJob(call)
  if (job.status !== 'completed') throw notFound()
  const path = `/logs/${job.id}.txt`
  call.world.blobs.kept.set(path, blobOf(job.log, 'text/plain; charset=utf-8'))
  return { status: 302, headers: { location: `${call.world.blobUrl}${path}` } }
}

function listArtifacts(call: Call) {
  const run = runOf(call)
  const name = call.query.get('name')
  const found = run.artifacts.filter((artifact) => name === null || artifact.name === name)
  const { items, headers } = call.page(found)
  return {
    status: 200,
    headers,
    body: { total_count: found.length, artifacts: items.map((each) => artifactShape(call.world, call.repository, run, each)) },
  }
}

function findArtifact(call: Call) {
  const run = call.repository.workflowRuns.find(({ artifacts }) => artifacts.some(({ id }) => String(id) === call.params['artifact_id']))
  if (run === undefined) throw notFound()
  return { run, artifact: byId(run.artifacts, call.params['artifact_id']) }
}

function getArtifact(call: Call) {
  const { run, artifact } = findArtifact(call)
  return { status: 200, body: artifactShape(call.world, call.repository, run, artifact) }
}

function downloadArtifact(call: Call) {
  const { artifact } = findArtifact(call)
  if (artifact.isExpired) throw new ApiError(410, 'Artifact has expired')
  if (call.params['archive_format'] !== 'zip') throw notFound()
  const path = `/artifacts/${artifact.id}.zip`
  call.world.blobs.kept.set(path, blobOf(artifact.bytes, 'application/zip'))
  return { status: 302, headers: { location: `${call.world.blobUrl}${path}` } }
}

function cancel(call: Call) {
  const run = runOf(call)
  if (run.status === 'completed') throw new ApiError(409, 'Cannot cancel a workflow run that is completed.')
  call.world.cancel(run.id)
  return { status: 202, body: {} }
}

export const workflowRunRoutes: Handlers = {
  'actions/list-workflow-runs-for-repo': (call) => listRuns(call, call.repository.workflowRuns),
  'actions/list-workflow-runs': listOfWorkflow,
  'actions/get-workflow-run': getRun,
  'actions/get-workflow-run-attempt': getRun,
  'actions/list-jobs-for-workflow-run': listJobs,
  'actions/list-jobs-for-workflow-run-attempt': listJobs,
  'actions/get-job-for-workflow-run': getJob,
  'actions/download-job-logs-for-workflow-run': downloadLogs,
  'actions/list-workflow-run-artifacts': listArtifacts,
  'actions/get-artifact': getArtifact,
  'actions/download-artifact': downloadArtifact,
  'actions/cancel-workflow-run': cancel,
}
