import type { Database } from '../connection/database.ts'
import type { Prisma } from '../generated/client.ts'

/** What was learned of a repository, as it was stored; runs that were read until `learnedTo` are in it. */
export type StoredPredictor = { readonly learned: unknown; readonly learnedTo: Date | null }

export async function findPredictor(database: Database, repositoryId: number): Promise<StoredPredictor | null> {
  return database.predictor.findUnique({ where: { repositoryId }, select: { learned: true, learnedTo: true } })
}

/** Whether anything was learned of a repository: its settings asked for it. */
export async function hasPredictor(database: Database, repositoryId: number): Promise<boolean> {
  return (await database.predictor.count({ where: { repositoryId } })) > 0
}

export async function storePredictor(
  database: Database,
  repositoryId: number,
  { learned, learnedTo }: { readonly learned: Prisma.InputJsonObject; readonly learnedTo: Date },
  now: Date,
): Promise<void> {
  const row = { learned, learnedTo, updatedAt: now }
  await database.predictor.upsert({ where: { repositoryId }, create: { repositoryId, ...row }, update: row })
}

/** The settings no longer ask for it. */
export async function dropPredictor(database: Database, repositoryId: number): Promise<void> {
  await database.predictor.deleteMany({ where: { repositoryId } })
}
