import type { Database } from '../connection/database.ts'

/**
 * A person who signed in. `id` is the SHA-256 of what the cookie holds; `sealedToken` is GitHub's token, which only the cookie opens: neither can be
 * used by who reads this table.
 */
export type UserSession = {
  readonly id: string
  readonly userId: number
  readonly login: string
  readonly sealedToken: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

export async function createUserSession(database: Database, session: UserSession): Promise<void> {
  await database.userSession.create({ data: { ...session } })
}

export async function findUserSession(database: Database, id: string, now: Date): Promise<UserSession | null> {
  const row = await database.userSession.findFirst({ where: { id, expiresAt: { gt: now } } })
  return row && { ...row, userId: Number(row.userId) }
}

export async function endUserSession(database: Database, id: string): Promise<void> {
  await database.userSession.deleteMany({ where: { id } })
}

/** Signs a person out everywhere; returns how many sessions ended. */
export async function endSessionsOfUser(database: Database, userId: number): Promise<number> {
  const { count } = await database.userSession.deleteMany({ where: { userId } })
  return count
}
