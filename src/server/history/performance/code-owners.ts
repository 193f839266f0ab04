import type { Database } from '../connection/database.ts'

/** `text`: of the file on the default branch, null where there is none. */
export async function saveCodeOwners(database: Database, repositoryId: number, text: string | null): Promise<void> {
  await database.repository.updateMany({ where: { id: repositoryId }, data: { codeOwners: text } })
}

/** The text as it was read last. */
export async function findCodeOwners(database: Database, repositoryId: number): Promise<string | null> {
  const row = await database.repository.findUnique({ where: { id: repositoryId }, select: { codeOwners: true } })
  return row?.codeOwners ?? null
}
