import { randomUUID } from 'node:crypto'
import { HuntJob } from '../../protocol/hunt-job.ts'
import type { ClaimedCure, FlakyFinding, HuntReport } from '../../protocol/hunt-report.ts'
import type { Database } from './connection/database.ts'
import { Prisma } from './generated/client.ts'
import type { HuntModel } from './generated/models/Hunt.ts'

/** `skipped`: it was due, and `reason` says why it was not made. */
export type HuntState = 'dispatching' | 'running' | 'done' | 'failed' | 'skipped'

/** A search of the default branch for flaky tests; `day` is the date of its night, of which a repository has one. */
export type Hunt = {
  readonly repositoryId: number
  readonly id: string
  readonly installationId: number
  readonly day: string
  readonly headSha: string
  readonly state: HuntState
  readonly nonce: string
  readonly job: HuntJob
  readonly workflowRunId: number | null
  readonly dispatchedAt: Date | null
  readonly reason: string | null
  readonly createdAt: Date
}

export type HuntKey = Pick<Hunt, 'repositoryId' | 'id'>

export type HuntChange = Partial<Pick<Hunt, 'state' | 'workflowRunId' | 'dispatchedAt' | 'reason'>> & { readonly finishedAt?: Date }

export async function createHunt(database: Database, hunt: Hunt): Promise<void> {
  await database.hunt.create({ data: { ...hunt } })
}

/** Changes a hunt that is still in one of these states; whether it was. */
export async function changeHunt(
  database: Database,
  { repositoryId, id }: HuntKey,
  from: readonly HuntState[],
  change: HuntChange,
): Promise<boolean> {
  const { count } = await database.hunt.updateMany({ where: { repositoryId, id, state: { in: [...from] } }, data: change })
  return count > 0
}

/** The end of a hunt, with what it found; false where it had ended before. */
export async function finishHunt(database: Database, hunt: Hunt, report: HuntReport, now: Date): Promise<boolean> {
  const { repositoryId, id: huntId, headSha } = hunt
  const { findings, protocol: _protocol, hunt: _hunt, nonce: _nonce, ...summary } = report
  const { count } = await database.hunt.updateMany({
    where: { repositoryId, id: huntId, state: { in: ['dispatching', 'running'] } },
    data: { state: 'done', summary, reason: report.error, finishedAt: now },
  })
  if (count === 0) return false
  await database.flakyFinding.createMany({
    data: findings.map((finding) => {
      return { repositoryId, huntId, testId: finding.testId, headSha, finding: finding as Prisma.InputJsonObject, at: now }
    }),
    skipDuplicates: true,
  })
  return true
}

export async function findHunt(database: Database, { repositoryId, id }: HuntKey): Promise<Hunt | null> {
  const row = await database.hunt.findUnique({ where: { repositoryId_id: { repositoryId, id } } })
  return row && toHunt(row)
}

export async function findHuntOfDay(database: Database, repositoryId: number, day: string): Promise<Hunt | null> {
  const row = await database.hunt.findUnique({ where: { repositoryId_day: { repositoryId, day } } })
  return row && toHunt(row)
}

/** The hunt that a run belongs to: by its id, or by the nonce in its name. */
export async function findHuntOfRun(database: Database, repositoryId: number, run: number, nonce: string | null): Promise<Hunt | null> {
  const row = await database.hunt.findFirst({
    where: { repositoryId, OR: [{ workflowRunId: run }, ...(nonce === null ? [] : [{ nonce }])] },
  })
  return row && toHunt(row)
}

/** Whether a hunt of this commit came to its end. */
export async function wasHunted(database: Database, repositoryId: number, headSha: string): Promise<boolean> {
  return (await database.hunt.count({ where: { repositoryId, headSha, state: 'done', reason: null } })) > 0
}

/** Ends hunts of which nothing was heard since `before`; returns how many. */
export async function failSilentHunts(database: Database, before: Date, now: Date): Promise<number> {
  const where = { state: { in: ['dispatching', 'running'] }, createdAt: { lt: before } }
  const { count } = await database.hunt.updateMany({
    where,
    data: { state: 'failed', reason: 'it did not end within a day', finishedAt: now },
  })
  return count
}

/** Repositories that the App may see and whose CI ran since then. */
export async function listActiveRepositories(database: Database, since: Date): Promise<readonly number[]> {
  const rows = await database.$queryRaw<{ id: bigint }[]>`
    SELECT r.repository_id AS id FROM repository r LEFT JOIN installation i ON i.id = r.installation_id
    WHERE r.removed_at IS NULL AND i.deleted_at IS NULL AND i.suspended_at IS NULL
      AND EXISTS (SELECT 1 FROM ci_run c WHERE c.repository_id = r.repository_id AND c.started_at >= ${since}::timestamptz)
    ORDER BY 1`
  return rows.map(({ id }) => Number(id))
}

/**
 * What the server says of the cure in a finding: the edits that it made itself, and the pull request that offers them; or, as the end of a
 * sentence, why it refused them.
 */
export type StoredCure = {
  readonly pullNumber: number | null
  readonly patch: string | null
  readonly why: string | null
  readonly refused: string | null
}

/** Findings of a hunt with cures that the server has not looked at. */
export async function listUnreviewedCures(
  database: Database,
  { repositoryId, id: huntId }: HuntKey,
): Promise<readonly (FlakyFinding & { readonly cure: ClaimedCure })[]> {
  const where = { repositoryId, huntId, cure: { equals: Prisma.DbNull }, finding: { path: ['cure', 'patch'], not: Prisma.AnyNull } }
  const rows = await database.flakyFinding.findMany({ where, orderBy: { testId: 'asc' } })
  return rows.flatMap(({ finding: stored }) => {
    const finding = stored as FlakyFinding
    return finding.cure === undefined ? [] : [{ ...finding, cure: finding.cure }]
  })
}

export async function setCures(
  database: Database,
  { repositoryId, id: huntId }: HuntKey,
  cures: ReadonlyMap<string, StoredCure>,
): Promise<void> {
  for (const [testId, cure] of cures) await database.flakyFinding.updateMany({ where: { repositoryId, huntId, testId }, data: { cure } })
}

/** A finding with the commit at which it was made. */
type StoredFinding = {
  readonly testId: string
  readonly headSha: string
  readonly at: Date
  readonly finding: FlakyFinding
  readonly cure: StoredCure | null
}

/** Of each of these tests the newest finding, where there is one. */
export async function listFindings(
  database: Database,
  repositoryId: number,
  testIds: readonly string[],
): Promise<readonly StoredFinding[]> {
  if (testIds.length === 0) return []
  const rows = await database.flakyFinding.findMany({
    where: { repositoryId, testId: { in: [...testIds] } },
    orderBy: [{ testId: 'asc' }, { at: 'desc' }],
    distinct: ['testId'],
  })
  return rows.map(({ finding, cure, testId, headSha, at }) => {
    return { testId, headSha, at, finding: finding as FlakyFinding, cure: cure as StoredCure | null }
  })
}

export function newHuntId(): string {
  return randomUUID()
}

function toHunt(row: HuntModel): Hunt {
  const { id, day, headSha, nonce, dispatchedAt, reason, createdAt } = row
  return {
    ...{ repositoryId: Number(row.repositoryId), id, installationId: Number(row.installationId), day, headSha, nonce },
    state: row.state as HuntState,
    job: HuntJob.parse(row.job),
    workflowRunId: row.workflowRunId === null ? null : Number(row.workflowRunId),
    ...{ dispatchedAt, reason, createdAt },
  }
}
