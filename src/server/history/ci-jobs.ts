import type { Database } from './connection/database.ts'

/** One job of a run's attempt. `variant` are the matrix leg's values as canonical text, '' without a matrix. `class` is the log's. */
export type CiJob = {
  readonly repositoryId: number
  readonly id: number
  readonly ciRunId: number
  readonly attempt: number
  readonly name: string
  readonly variant: string
  readonly status: string
  readonly conclusion: string | null
  readonly runner: string | null
  readonly class: string | null
  readonly startedAt: Date | null
  readonly completedAt: Date | null
}

/** Makes or renews the jobs of runs that are stored already, in one statement. */
export async function saveCiJobs(database: Database, jobs: readonly CiJob[]): Promise<void> {
  if (jobs.length === 0) return
  const unique = [...new Map(jobs.map((job) => [`${job.repositoryId}/${job.id}`, job])).values()]
  const column = <Value>(of: (job: CiJob) => Value) => unique.map(of)
  await database.$executeRaw`
    INSERT INTO job (repository_id, job_id, ci_run_id, attempt, name, variant, status, conclusion, runner, class, started_at, completed_at)
    SELECT * FROM unnest(${column((j) => j.repositoryId)}::bigint[], ${column((j) => j.id)}::bigint[], ${column((j) => j.ciRunId)}::bigint[],
      ${column((j) => j.attempt)}::int[], ${column((j) => j.name)}::text[], ${column((j) => j.variant)}::text[],
      ${column((j) => j.status)}::text[], ${column((j) => j.conclusion)}::text[], ${column((j) => j.runner)}::text[],
      ${column((j) => j.class)}::text[], ${column((j) => j.startedAt)}::timestamptz[], ${column((j) => j.completedAt)}::timestamptz[])
    ON CONFLICT (repository_id, job_id) DO UPDATE SET
      ci_run_id = excluded.ci_run_id, attempt = excluded.attempt, name = excluded.name, variant = excluded.variant,
      status = excluded.status, conclusion = excluded.conclusion, runner = excluded.runner, class = excluded.class,
      started_at = excluded.started_at, completed_at = excluded.completed_at`
}

export async function listCiJobs(database: Database, repositoryId: number, ciRunId: number, attempt: number): Promise<readonly CiJob[]> {
  const rows = await database.job.findMany({ where: { repositoryId, ciRunId, attempt }, orderBy: { id: 'asc' } })
  return rows.map((row) => ({ ...row, repositoryId, ciRunId, id: Number(row.id) }))
}
