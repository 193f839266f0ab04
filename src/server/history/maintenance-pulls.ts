import type { Database } from './connection/database.ts'
import type { MaintenancePullModel } from './generated/models/MaintenancePull.ts'
import type { PullOutcome } from './healings/pull-request-outcomes.ts'

/** What edits are for that repair no failure. */
export type MaintenanceKind = 'cure' | 'optimization'

/**
 * A pull request with such edits. Of one `topic` at most one is open. `subjects` is what it is about: a person's no to it is remembered for each.
 * `editsDigest` tells equal edits. `headSha` is the commit that Suture made.
 */
export type MaintenancePull = {
  readonly repositoryId: number
  readonly pullNumber: number
  readonly kind: MaintenanceKind
  readonly topic: string
  readonly subjects: readonly string[]
  readonly editsDigest: string
  readonly branch: string
  readonly baseBranch: string
  readonly headSha: string
  readonly outcome: PullOutcome
  readonly openedAt: Date
}

/** Stores one that was opened, or that a repeated job found open. */
export async function saveMaintenancePull(database: Database, { subjects, ...pull }: Omit<MaintenancePull, 'outcome'>): Promise<void> {
  await database.maintenancePull.createMany({ data: [{ ...pull, subjects: [...subjects] }], skipDuplicates: true })
}

export async function findMaintenancePull(database: Database, repositoryId: number, pullNumber: number): Promise<MaintenancePull | null> {
  const row = await database.maintenancePull.findUnique({ where: { repositoryId_pullNumber: { repositoryId, pullNumber } } })
  return row && toPull(row)
}

/** The open ones of a topic, oldest first. */
export async function listOpenMaintenance(
  database: Database,
  { repositoryId, kind, topic }: Pick<MaintenancePull, 'repositoryId' | 'kind' | 'topic'>,
): Promise<readonly MaintenancePull[]> {
  const where = { repositoryId, kind, topic, outcome: 'open' }
  return (await database.maintenancePull.findMany({ where, orderBy: { openedAt: 'asc' } })).map(toPull)
}

/** Of these subjects those to which a person said no. */
export async function listDeclinedSubjects(
  database: Database,
  { repositoryId, kind, subjects }: Pick<MaintenancePull, 'repositoryId' | 'kind' | 'subjects'>,
): Promise<ReadonlySet<string>> {
  const where = { repositoryId, kind, outcome: 'closed', subjects: { hasSome: [...subjects] } }
  const rows = await database.maintenancePull.findMany({ where, select: { subjects: true } })
  const declined = new Set(rows.flatMap((row) => row.subjects))
  return new Set(subjects.filter((subject) => declined.has(subject)))
}

type Decision = { readonly outcome: Exclude<PullOutcome, 'open'>; readonly by: string; readonly at: Date }

/** Records what became of an open one; false where it was decided before or is none of these. */
export async function decideMaintenance(
  database: Database,
  repositoryId: number,
  pullNumber: number,
  { outcome, by, at }: Decision,
): Promise<boolean> {
  const where = { repositoryId, pullNumber, outcome: 'open' }
  const { count } = await database.maintenancePull.updateMany({ where, data: { outcome, decidedBy: by, decidedAt: at } })
  return count === 1
}

/** A person opened it again: it is undecided again. */
export async function reopenMaintenance(database: Database, repositoryId: number, pullNumber: number): Promise<void> {
  const where = { repositoryId, pullNumber, outcome: { in: ['closed', 'superseded'] } }
  await database.maintenancePull.updateMany({ where, data: { outcome: 'open', decidedBy: null, decidedAt: null } })
}

function toPull({ repositoryId, kind, outcome, ...row }: MaintenancePullModel): MaintenancePull {
  return { ...row, repositoryId: Number(repositoryId), kind: kind as MaintenanceKind, outcome: outcome as PullOutcome }
}
