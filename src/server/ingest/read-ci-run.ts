import type { CheckedOutCommit } from '../../engine/reports/logs/checked-out-commit.ts'
import { variantText } from '../../engine/workflow/matrix-variant.ts'
import { cleanText } from '../../model/clean-text.ts'
import type { LogRecord, RunRecord } from '../../model/runs/run-record.ts'
import type { ReportClass } from '../../model/test-report.ts'
import { downloadArtifact, downloadLog } from '../github/download.ts'
import type { EffectTarget } from '../github/target.ts'
import type { CiJob } from '../history/ci-jobs.ts'
import type { CiRun } from '../history/ci-runs.ts'
import { openFileReader } from './file-reader.ts'
import { jobName } from './job-name.ts'
import type { ReadingProcesses } from './reading-processes.ts'
import { MAX_ARTIFACTS, MAX_LOGS } from './run-limits.ts'
import { chooseJobs, listRunArtifacts, listRunJobs } from './run-lists.ts'
import type { StoreRows } from './run-reader.ts'

/**
 * What a failed job's log says of the job itself: whether a test was begun, and the machine's last word. `unread` is why nothing is
 * known from it.
 */
export type JobLog = { readonly name: string; readonly hasTests: boolean; readonly message: string; readonly unread: string | null }

/** A run, from GitHub and from its logs and reports. Its rows were stored meanwhile. */
export type RunReading = {
  readonly jobs: readonly CiJob[]
  readonly logs: readonly JobLog[]
  /** Of the first log with a checkout. */
  readonly checkout: CheckedOutCommit | null
  /** Whether a log or report shows a failure that may be that of a test. */
  readonly concernsTests: boolean
  /** What was not read, or not whole: sentences for the answer, with texts of others. */
  readonly leftOut: readonly string[]
  /** Reports of tests among that, each with the reason. */
  readonly lost: readonly string[]
  readonly record: RunRecord
}

const FAILED: ReadonlySet<string | null> = new Set(['failure', 'timed_out'])

export function isFailed(conclusion: string | null): boolean {
  return FAILED.has(conclusion)
}

/**
 * Reads the logs of a run's failed jobs, and the reports among its artifacts, within limits for all of them together. Rows are stored as
 * they come: equal ones for an equal run, however often it is read. `countsTests`: the logs of green jobs are read too, for the number of
 * their tests alone.
 */
export async function readCiRun(
  target: EffectTarget,
  run: CiRun,
  processes: ReadingProcesses,
  store: StoreRows,
  signal: AbortSignal,
  countsTests = false,
): Promise<RunReading> {
  const found = (await listRunJobs(target, run)).map((job) => ({ ...job, name: jobName(job.name) }))
  const failed = found.filter(({ conclusion }) => isFailed(conclusion))
  const chosen = chooseJobs(failed, MAX_LOGS)
  const listed = await listRunArtifacts(target, run)
  const artifacts = listed.filter(({ expired }) => !expired)
  const reader = openFileReader(processes, store, signal)
  const logs = new Map<number, ReadLog>()
  const counted = new Map<number, LogRecord>()
  if (failed.length > chosen.length) reader.leaveOut('many', `The logs of ${chosen.length} of ${failed.length} failed jobs were read.`)
  if (artifacts.length > MAX_ARTIFACTS) reader.leaveOut('many', `${MAX_ARTIFACTS} of ${artifacts.length} artifacts were read.`)
  try {
    for (const { id, name } of chosen) {
      const { record, ...log } = await reader.log(name, chosen.length, (within) => downloadLog(target, id, within))
      logs.set(id, { name, ...log, unread: record.unread, record })
    }
    for (const artifact of artifacts.slice(0, MAX_ARTIFACTS))
      await reader.artifact(artifact.name, artifact.size_in_bytes, (within) => downloadArtifact(target, artifact, within))
    for (const { name, expired } of listed) if (expired) reader.lose(name, 'it has expired')
    const green = countsTests
      ? chooseJobs(
          found.filter(({ conclusion }) => conclusion === 'success'),
          MAX_LOGS,
        )
      : []
    for (const { id, name } of green) counted.set(id, await reader.count(name, green.length, (within) => downloadLog(target, id, within)))
  } finally {
    reader.close()
  }
  const jobs = found.map((job): CiJob => {
    const { id, name, status, conclusion, runner_name: runner } = job
    return {
      ...{ repositoryId: run.repositoryId, id, ciRunId: run.id, attempt: run.attempt, name, variant: variantText(name) },
      ...{ status, conclusion, runner, class: logs.get(id)?.class ?? null },
      startedAt: job.started_at ? new Date(job.started_at) : null,
      completedAt: job.completed_at ? new Date(job.completed_at) : null,
    }
  })
  const { reports, ...all } = reader.found()
  const records = found.map(({ id, name, conclusion, html_url: url, steps }) => ({
    ...{ name, conclusion, url: url ?? '', failedSteps: failedSteps(steps), log: logs.get(id)?.record ?? counted.get(id) ?? null },
  }))
  return {
    ...{ jobs, ...all, logs: [...logs.values()].map((log) => jobLog(log, all.lost.length > 0 && !all.concernsTests)) },
    record: { jobs: records, reports, lost: [...all.lost] },
  }
}

type ReadLog = JobLog & { readonly class: ReportClass | null; readonly record: LogRecord }

const FINE: ReadonlySet<string | null> = new Set(['success', 'skipped', 'neutral'])

function failedSteps(steps: readonly { readonly name: string; readonly conclusion: string | null }[] = []): string[] {
  return steps.filter(({ conclusion }) => !FINE.has(conclusion)).map(({ name }) => cleanText(name).slice(0, 200))
}

/** Where a report was lost and no test is named, a log that is not about tests does not settle what failed. */
function jobLog({ class: told, unread, record: _, ...log }: ReadLog, isUnclear: boolean): JobLog {
  return { ...log, unread: unread ?? (isUnclear && told === 'none' ? 'it names no test' : null) }
}
