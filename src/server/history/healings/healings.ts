import type { Database } from '../connection/database.ts'
import { type Healing, type HealingKey, toHealing } from './healing.ts'
import { type HealingState, isFinished, HealingState as States } from './healing-state.ts'

const OPEN: readonly HealingState[] = States.options.filter((state) => !isFinished(state))

export async function findHealing(database: Database, { repositoryId, id }: HealingKey): Promise<Healing | null> {
  const row = await database.healing.findUnique({ where: { repositoryId_id: { repositoryId, id } } })
  return row && toHealing(row)
}

/** The healing whose present generation was dispatched with this nonce. */
export async function findHealingByNonce(database: Database, repositoryId: number, dispatchNonce: string): Promise<Healing | null> {
  const row = await database.healing.findUnique({ where: { repositoryId_dispatchNonce: { repositoryId, dispatchNonce } } })
  return row && toHealing(row)
}

export async function findHealingByRun(database: Database, repositoryId: number, workflowRunId: number): Promise<Healing | null> {
  const row = await database.healing.findFirst({ where: { repositoryId, workflowRunId } })
  return row && toHealing(row)
}

/** Healings of a commit, newest first. */
export async function listHealingsOfCommit(database: Database, repositoryId: number, headSha: string): Promise<readonly Healing[]> {
  const rows = await database.healing.findMany({ where: { repositoryId, headSha }, orderBy: { createdAt: 'desc' } })
  return rows.map(toHealing)
}

/** Healings of a pull request, newest first, at most `limit`. */
export async function listHealingsOfPull(
  database: Database,
  repositoryId: number,
  pullNumber: number,
  limit = 20,
): Promise<readonly Healing[]> {
  const rows = await database.healing.findMany({ where: { repositoryId, pullNumber }, orderBy: { createdAt: 'desc' }, take: limit })
  return rows.map(toHealing)
}

/** Unfinished healings of a branch whose head is another commit: a new head supersedes them. */
export async function listOutdatedHealings(
  database: Database,
  where: { readonly repositoryId: number; readonly headRepositoryId: number | null; readonly headBranch: string; readonly headSha: string },
): Promise<readonly Healing[]> {
  const { headSha, ...branch } = where
  const rows = await database.healing.findMany({ where: { ...branch, headSha: { not: headSha }, state: { in: [...OPEN] } } })
  return rows.map(toHealing)
}

/** Unfinished healings that nothing moved since `before`: their job was lost, so they are taken up again or failed. */
export async function listStuckHealings(database: Database, before: Date, limit = 100): Promise<readonly Healing[]> {
  const where = { state: { in: [...OPEN] }, updatedAt: { lt: before } }
  const rows = await database.healing.findMany({ where, orderBy: { updatedAt: 'asc' }, take: limit })
  return rows.map(toHealing)
}
