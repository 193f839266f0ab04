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

/** Makes or renews the jobs of a run that is stored already. */
export async function saveCiJobs(database: Database, jobs: readonly CiJob[]): Promise<void> {
  for (const job of jobs) {
    const { repositoryId, id, ...rest } = job
    await database.job.upsert({ where: { repositoryId_id: { repositoryId, id } }, create: job, update: rest })
  }
}

export async function listCiJobs(database: Database, repositoryId: number, ciRunId: number, attempt: number): Promise<readonly CiJob[]> {
  const rows = await database.job.findMany({ where: { repositoryId, ciRunId, attempt }, orderBy: { id: 'asc' } })
  return rows.map((row) => ({ ...row, repositoryId, ciRunId, id: Number(row.id) }))
}
