import { z } from 'zod'
import type { ReportClass } from '../../model/test-report.ts'
import { type CiJob, listCiJobs } from '../history/ci-jobs.ts'
import { listCiRunsOfCommit } from '../history/ci-runs.ts'
import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { listHealingEvents } from '../history/healings/healing-events.ts'
import { isFailed } from '../ingest/read-ci-run.ts'
import type { FailedJob } from '../triage/plan-triage.ts'
import { LOGS_READ } from './join-failed-run.ts'

/** A failed job with the run that it belongs to, for links and for its matrix leg. */
export type FailedJobOfRun = FailedJob & { readonly ciRunId: number }

const LogsRead = z.object({
  ciRunId: z.number(),
  jobs: z.array(z.object({ name: z.string(), hasTests: z.boolean(), message: z.string(), unread: z.string().nullable().default(null) })),
  leftOut: z.array(z.string()).default([]),
  lost: z.array(z.string()).default([]),
})
type LogsRead = z.infer<typeof LogsRead>

/** The failed jobs of a healing, with what their logs said of themselves. */
export async function failedJobs(database: Database, healing: Healing): Promise<readonly FailedJobOfRun[]> {
  const { repositoryId, headSha, attempt } = healing
  const all = await listCiRunsOfCommit(database, repositoryId, headSha)
  const jobs: FailedJobOfRun[] = []
  for (const told of await listRead(database, healing)) {
    const { ciRunId } = told
    const again: CiJob[] = []
    for (const later of all.filter(({ id, attempt: other }) => id === ciRunId && other > attempt))
      again.push(...(await listCiJobs(database, repositoryId, later.id, later.attempt)))
    const failed = (await listCiJobs(database, repositoryId, ciRunId, attempt)).filter(({ conclusion }) => isFailed(conclusion))
    jobs.push(...failed.map((job) => describe(job, told, again)))
  }
  return jobs
}

/** What the runs of a healing left unread: sentences with texts of others. */
export async function leftOutOfRuns(database: Database, healing: Healing): Promise<readonly string[]> {
  const runs = await listRead(database, healing)
  return [...new Set(runs.flatMap(({ leftOut }) => leftOut))]
}

/** The last reading of each run. */
async function listRead(database: Database, healing: Healing): Promise<readonly LogsRead[]> {
  const runs = new Map<number, LogsRead>()
  for (const { event, detail } of await listHealingEvents(database, healing)) {
    const read = event === LOGS_READ ? LogsRead.safeParse(detail) : null
    if (read?.success) runs.set(read.data.ciRunId, read.data)
  }
  return [...runs.values()]
}

function describe(job: CiJob, { jobs: logs, lost }: LogsRead, again: readonly CiJob[]): FailedJobOfRun {
  const log = logs.find(({ name }) => name === job.name)
  return {
    ...{ ciRunId: job.ciRunId, name: job.name, class: job.class as ReportClass | null, message: log?.message ?? '' },
    hasTests: log?.hasTests ?? false,
    unread: log?.unread ?? null,
    lost,
    passedLater: again.some(({ name, conclusion }) => name === job.name && conclusion === 'success'),
  }
}
