import { RunRecord } from '../../model/runs/run-record.ts'
import type { CiRunKey } from './ci-runs.ts'
import type { Database } from './connection/database.ts'
import { Prisma } from './generated/client.ts'

/** One attempt of a run as it was read. `record` is null where nothing was kept of it, `unread` says why it was given up. */
export type RecordedAttempt = {
  readonly attempt: number
  readonly isRead: boolean
  readonly unread: string | null
  readonly record: RunRecord | null
}

export async function saveRunRecord(database: Database, { repositoryId, id, attempt }: CiRunKey, record: RunRecord): Promise<void> {
  await database.ciRun.updateMany({ where: { repositoryId, id, attempt }, data: { record } })
}

/** All attempts of a run that are known, oldest first. */
export async function listRecordedAttempts(database: Database, repositoryId: number, id: number): Promise<readonly RecordedAttempt[]> {
  const rows = await database.ciRun.findMany({ where: { repositoryId, id }, orderBy: { attempt: 'asc' } })
  return rows.map(({ attempt, ingestedAt, unreadReason, record }) => ({
    ...{ attempt, isRead: ingestedAt !== null, unread: unreadReason, record: readRecord(record) },
  }))
}

/** Runs of a commit that were read, and of which nothing was kept. */
export async function listUnrecordedRuns(
  database: Database,
  repositoryId: number,
  headSha: string,
): Promise<readonly Omit<CiRunKey, 'repositoryId'>[]> {
  const where = { repositoryId, headSha, ingestedAt: { not: null }, unreadReason: null, record: { equals: Prisma.DbNull } }
  const rows = await database.ciRun.findMany({ where, select: { id: true, attempt: true } })
  return rows.map(({ id, attempt }) => ({ id: Number(id), attempt }))
}

/** Whose earlier green run is wanted: not one of the same head or branch, which could lower the bar for itself. */
export type ComparedRun = {
  readonly repositoryId: number
  readonly workflowPath: string
  readonly event: string
  readonly headSha: string
  readonly headBranch: string | null
  readonly defaultBranch: string
}

/**
 * The newest green run of a workflow that another may be compared with: of the same event where there is one, else a push. Runs of the
 * default branch count, and those of other branches of the same repository; never those of forks.
 */
export async function findEarlierGreen(
  database: Database,
  { repositoryId, workflowPath, event, headSha, headBranch, defaultBranch }: ComparedRun,
): Promise<{ readonly id: number; readonly record: RunRecord } | null> {
  const isOther =
    headBranch === null || headBranch === defaultBranch ? {} : { OR: [{ headBranch: null }, { headBranch: { not: headBranch } }] }
  const where = { repositoryId, workflowPath, conclusion: 'success', headRepositoryId: repositoryId, headSha: { not: headSha }, ...isOther }
  const orderBy = [{ startedAt: 'desc' as const }, { id: 'desc' as const }]
  for (const same of [{ event }, { event: 'push', headBranch: defaultBranch }]) {
    const rows = await database.ciRun.findMany({ where: { AND: [where, same] }, orderBy, take: LOOKED_AT })
    for (const { id, record } of rows) {
      const read = readRecord(record)
      if (read) return { id: Number(id), record: read }
    }
  }
  return null
}

const LOOKED_AT = 5 // runs of before the gate have no record

function readRecord(stored: unknown): RunRecord | null {
  const parsed = RunRecord.safeParse(stored)
  return parsed.success ? parsed.data : null
}
