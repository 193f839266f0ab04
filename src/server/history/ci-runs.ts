import type { Database } from './connection/database.ts'
import type { CiRunModel } from './generated/models/CiRun.ts'

/** One attempt of one workflow run. `mergeHeadSha` and `mergeBaseSha`: what CI merged and tested, where it did. */
export type CiRun = {
  readonly repositoryId: number
  readonly id: number
  readonly attempt: number
  readonly workflowId: number
  readonly workflowPath: string
  readonly workflowName: string
  readonly event: string
  readonly status: string
  readonly conclusion: string | null
  readonly headBranch: string | null
  readonly headSha: string
  readonly headRepositoryId: number | null
  readonly testedTree: string | null
  readonly mergeHeadSha: string | null
  readonly mergeBaseSha: string | null
  readonly pullNumbers: readonly number[]
  readonly actor: string | null
  readonly startedAt: Date
  readonly completedAt: Date | null
  readonly ingestedAt: Date | null
}

export type CiRunKey = Pick<CiRun, 'repositoryId' | 'id' | 'attempt'>

/** Makes or renews a run. What is `null` in `run` leaves what was known, and a completed run never opens again: events come in any order. */
export async function saveCiRun(database: Database, run: CiRun): Promise<void> {
  const { repositoryId, id, attempt, pullNumbers, ...rest } = run
  const where = { repositoryId_id_attempt: { repositoryId: BigInt(repositoryId), id: BigInt(id), attempt } }
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  const existing = await database.ciRun.findUnique({ where, select: { status: true, pullNumbers: true } })
  const stale = existing?.status === 'completed' && run.status !== 'completed'
  const update = {
    ...known,
    ...(stale ? { status: 'completed' } : {}),
    ...(pullNumbers.length > 0 ? { pullNumbers: [...pullNumbers] } : {}),
  }
  await database.ciRun.upsert({ where, create: { repositoryId, id, attempt, ...rest, pullNumbers: [...pullNumbers] }, update })
}

export async function findCiRun(database: Database, { repositoryId, id, attempt }: CiRunKey): Promise<CiRun | null> {
  const row = await database.ciRun.findUnique({ where: { repositoryId_id_attempt: { repositoryId, id, attempt } } })
  return row && toCiRun(row)
}

/** Every attempt of every run of a commit, oldest first. */
export async function listCiRunsOfCommit(database: Database, repositoryId: number, headSha: string): Promise<readonly CiRun[]> {
  const rows = await database.ciRun.findMany({ where: { repositoryId, headSha }, orderBy: [{ startedAt: 'asc' }, { attempt: 'asc' }] })
  return rows.map(toCiRun)
}

/** The last run of `workflowPath` that was green on a branch before `before`: what a push is compared with. */
export async function findLastGreenRun(
  database: Database,
  where: { readonly headBranch: string; readonly before: CiRun },
): Promise<CiRun | null> {
  const { repositoryId, workflowPath, startedAt, id } = where.before
  const row = await database.ciRun.findFirst({
    where: {
      ...{ repositoryId, headBranch: where.headBranch, workflowPath, event: 'push', conclusion: 'success' },
      // GitHub's times are whole seconds; ids grow
      OR: [{ startedAt: { lt: startedAt } }, { startedAt, id: { lt: id } }],
    },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  return row && toCiRun(row)
}

/** Says why a run will not be read, with `null` that it was read after all. A run that is given up counts as read: nothing waits for it. */
export async function setUnread(
  database: Database,
  { repositoryId, id, attempt }: CiRunKey,
  unreadReason: string | null,
  now: Date,
): Promise<void> {
  await database.ciRun.updateMany({ where: { repositoryId, id, attempt }, data: { unreadReason, ingestedAt: now } })
}

export type UnreadRun = Pick<CiRun, 'id' | 'attempt' | 'workflowName'> & { readonly reason: string }

/** The runs of a commit that were given up. */
export async function listUnreadRuns(database: Database, repositoryId: number, headSha: string): Promise<readonly UnreadRun[]> {
  const rows = await database.ciRun.findMany({ where: { repositoryId, headSha, unreadReason: { not: null } }, orderBy: { id: 'asc' } })
  return rows.map(({ id, attempt, workflowName, unreadReason }) => ({ id: Number(id), attempt, workflowName, reason: unreadReason ?? '' }))
}

export type OpenRun = CiRun & { readonly installationId: number }

/** Runs that have ended and were neither read nor given up, of repositories that Suture may see; oldest first. `since`: when they began. */
export async function listOpenRuns(database: Database, since: Date, limit: number): Promise<readonly OpenRun[]> {
  const where = { status: 'completed', ingestedAt: null, startedAt: { gte: since }, repository: { removedAt: null } }
  const include = { repository: { select: { installationId: true } } }
  const rows = await database.ciRun.findMany({ where, include, orderBy: { startedAt: 'asc' }, take: limit })
  return rows.map(({ repository, ...row }) => ({ ...toCiRun(row), installationId: Number(repository.installationId) }))
}

function toCiRun(row: CiRunModel): CiRun {
  const { repositoryId, id, workflowId, headRepositoryId, unreadReason: _, speed: __, aggregatedAt: ___, ...rest } = row
  const ids = { repositoryId: Number(repositoryId), id: Number(id), workflowId: Number(workflowId) }
  return { ...rest, ...ids, headRepositoryId: headRepositoryId === null ? null : Number(headRepositoryId) }
}
