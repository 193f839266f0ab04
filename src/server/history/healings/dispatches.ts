import type { Database } from '../connection/database.ts'
import type { HealingState } from './healing-state.ts'

/** Healings that run now, and those that were dispatched lately. */
export type Dispatches = { readonly running: number; readonly recent: number }

/** Whose healings are counted. */
export type Owner = { readonly repositoryId: number } | { readonly installationId: number }

const DISPATCHED: readonly HealingState[] = ['dispatching', 'running']

/**
 * How many healings of a repository, or of all those of an installation, run now, and how many were dispatched since `since`. A hunt for
 * flaky tests counts as one, and so does a look for stale tests.
 */
export async function countDispatches(database: Database, owner: Owner, since: Date): Promise<Dispatches> {
  const running = await database.healing.count({ where: { ...owner, state: { in: [...DISPATCHED] }, dispatchNonce: { not: null } } })
  const recent = await database.healing.count({ where: { ...owner, dispatchedAt: { gte: since } } })
  const hunts = await database.hunt.count({ where: { ...owner, state: { in: [...DISPATCHED] } } })
  const recentHunts = await database.hunt.count({ where: { ...owner, dispatchedAt: { gte: since } } })
  const looks = await database.staleLook.count({ where: { ...owner, state: { in: [...DISPATCHED] } } })
  const recentLooks = await database.staleLook.count({ where: { ...owner, dispatchedAt: { gte: since } } })
  return { running: running + hunts + looks, recent: recent + recentHunts + recentLooks }
}

/** To the end of the transaction, nobody else counts dispatches of this installation and adds one. */
export async function lockDispatches(database: Database, installationId: number): Promise<void> {
  await database.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('dispatches', ${installationId}::bigint))`
}
