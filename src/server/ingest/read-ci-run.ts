import { readReport } from '../../engine/reports/read-report.ts'
import type { Reading } from '../../engine/reports/reading.ts'
import { defaultReportLimits, type ReportLimits } from '../../engine/reports/report-limits.ts'
import { variantText } from '../../engine/workflow/matrix-variant.ts'
import { downloadArtifact, downloadLog } from '../github/download.ts'
import type { EffectTarget } from '../github/target.ts'
import type { CiJob } from '../history/ci-jobs.ts'
import type { CiRun } from '../history/ci-runs.ts'
import { jobName } from './job-name.ts'
import { keepTail, machineMessage } from './machine-message.ts'
import type { ReadingSource, SourcedReading } from './observed.ts'

/** What a failed job's log says of the job itself: whether a test was begun, and the machine's last word. */
export type JobLog = { readonly name: string; readonly hasTests: boolean; readonly message: string }

/** A run, from GitHub and from its logs and reports. `problems` say what could not be read. */
export type RunReading = {
  readonly jobs: readonly CiJob[]
  readonly logs: readonly JobLog[]
  readonly readings: readonly SourcedReading[]
  readonly problems: readonly string[]
}

const MB = 1024 * 1024
const LIMITS: ReportLimits = {
  ...defaultReportLimits,
  maxBytes: 128 * MB,
  maxFailures: 5_000,
  maxCases: 100_000,
  zip: { ...defaultReportLimits.zip, maxArchiveBytes: 64 * MB, maxTotalBytes: 256 * MB },
}
const MAX_LOGS = 40 // failed jobs of one run whose logs are read; a matrix fails in the same way in most of its legs
const MAX_ARTIFACTS = 40
const MAX_ARTIFACT_BYTES = LIMITS.zip.maxArchiveBytes

const FAILED: ReadonlySet<string | null> = new Set(['failure', 'timed_out'])

export function isFailed(conclusion: string | null): boolean {
  return FAILED.has(conclusion)
}

/** Reads the logs of a run's failed jobs, and the reports among its artifacts. What is gone by now is left out. */
export async function readCiRun(target: EffectTarget, run: CiRun, signal: AbortSignal): Promise<RunReading> {
  const { octokit, owner, repo } = target
  const given = { owner, repo, run_id: run.id, attempt_number: run.attempt, per_page: 100 }
  const listed = await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRunAttempt, given)
  const found = listed.map((job) => ({ ...job, name: jobName(job.name) }))
  const readings: SourcedReading[] = []
  const problems: string[] = []
  const logs = new Map<number, JobLog & { readonly class: Reading['report']['class'] }>()
  const read = async (name: string, source: ReadingSource, bytes: AsyncIterable<Uint8Array>) => {
    const { readings: all, refusals } = await readReport(name, bytes, LIMITS)
    problems.push(...refusals.map((refusal) => `${refusal.name}: ${refusal.detail}`))
    const own = all.filter(({ isReport }) => isReport || source.kind === 'log')
    readings.push(...own.map((reading) => ({ source, reading })))
    return own
  }
  for (const job of found.filter(({ conclusion }) => isFailed(conclusion)).slice(0, MAX_LOGS)) {
    const { name } = job
    const log = await downloadLog(target, job.id, signal)
    if (log.outcome === 'gone') {
      problems.push(`the log of ${name}: ${log.reason}`)
      continue
    }
    const { bytes, tail } = keepTail(log.bytes)
    const [reading] = await read(`${name}.log`, { kind: 'log', job: name, variant: variantText(name) }, bytes)
    if (reading) logs.set(job.id, { name, hasTests: reading.started, message: machineMessage(tail()), class: reading.report.class })
  }
  const artifacts = await octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, { owner, repo, run_id: run.id, per_page: 100 })
  for (const { id, name, size_in_bytes: size, expired, created_at: at } of artifacts.slice(0, MAX_ARTIFACTS)) {
    const isOfAttempt = at === null || new Date(at) >= run.startedAt
    if (expired || !isOfAttempt || size > MAX_ARTIFACT_BYTES) continue
    const artifact = await downloadArtifact(target, id, signal)
    if (artifact.outcome === 'there') await read(`${name}.zip`, { kind: 'report' }, artifact.bytes)
    else problems.push(`the artifact ${name}: ${artifact.reason}`)
  }
  const jobs = found.map(
    (job): CiJob => ({
      ...{
        repositoryId: run.repositoryId,
        id: job.id,
        ciRunId: run.id,
        attempt: run.attempt,
        name: job.name,
        variant: variantText(job.name),
      },
      ...{ status: job.status, conclusion: job.conclusion, runner: job.runner_name, class: logs.get(job.id)?.class ?? null },
      startedAt: job.started_at ? new Date(job.started_at) : null,
      completedAt: job.completed_at ? new Date(job.completed_at) : null,
    }),
  )
  return { jobs, logs: [...logs.values()].map(({ name, hasTests, message }) => ({ name, hasTests, message })), readings, problems }
}
