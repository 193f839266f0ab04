import { randomUUID } from 'node:crypto'
import type { Database } from '../connection/database.ts'
import type { VisibleRepository } from './visible-repository.ts'

/** What a program says to read one repository over the API. The token itself is kept nowhere: `tokenHash` is its SHA-256, in hex. */
export type ApiToken = {
  readonly repositoryId: number
  readonly id: string
  readonly name: string
  /** Whether it may start healings; no token makes tokens. */
  readonly mayWrite: boolean
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
}

export type NewApiToken = Omit<ApiToken, 'id' | 'revokedAt' | 'lastUsedAt'> & { readonly tokenHash: string }

export async function createApiToken(database: Database, wanted: NewApiToken): Promise<ApiToken> {
  const { repositoryId } = wanted
  const { tokenHash: _, revokedBy: __, ...row } = await database.apiToken.create({ data: { id: randomUUID(), ...wanted } })
  return { ...row, repositoryId }
}

export type TokenUse = { readonly repository: VisibleRepository; readonly token: ApiToken }

type Row = Omit<ApiToken, 'repositoryId'> & Omit<VisibleRepository, 'id'> & { readonly repositoryId: bigint }

/**
 * The repository of this name with the token that has this hash; null where there is none, or where the App may not see it (any more).
 * One query, so that a name that exists and one that does not take the same time. Expired and revoked tokens are found too.
 */
export async function findApiToken(database: Database, fullName: string, tokenHash: string): Promise<TokenUse | null> {
  const rows = await database.$queryRaw<Row[]>`
    SELECT r.repository_id AS "repositoryId", r.full_name AS "fullName", r.default_branch AS "defaultBranch", t.api_token_id AS id,
      t.name, t.may_write AS "mayWrite", t.created_by AS "createdBy", t.created_at AS "createdAt", t.expires_at AS "expiresAt",
      t.revoked_at AS "revokedAt", t.last_used_at AS "lastUsedAt"
    FROM repository r JOIN api_token t ON t.repository_id = r.repository_id AND t.token_hash = ${tokenHash}
    LEFT JOIN installation i ON i.id = r.installation_id
    WHERE r.full_name = ${fullName} AND r.removed_at IS NULL AND i.deleted_at IS NULL AND i.suspended_at IS NULL`
  const [row] = rows
  if (!row) return null
  const { repositoryId, fullName: name, defaultBranch, ...token } = row
  const id = Number(repositoryId)
  return { repository: { id, fullName: name, defaultBranch }, token: { ...token, repositoryId: id } }
}

/** Notes the use of a token, at most once a minute: a busy one would write a row for each request. */
export async function noteTokenUse(database: Database, { repositoryId, id }: ApiToken, now: Date): Promise<void> {
  const minuteAgo = new Date(now.getTime() - 60_000)
  const where = { repositoryId, id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: minuteAgo } }] }
  await database.apiToken.updateMany({ where, data: { lastUsedAt: now } })
}

/** A repository's tokens that are neither expired nor revoked, oldest first. */
export async function listApiTokens(database: Database, repositoryId: number, now: Date): Promise<readonly ApiToken[]> {
  const where = { repositoryId, revokedAt: null, expiresAt: { gt: now } }
  const rows = await database.apiToken.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return rows.map(({ tokenHash: _, revokedBy: __, ...row }) => ({ ...row, repositoryId }))
}

/** Ends a token now; false where there is none that holds. */
export async function revokeApiToken(database: Database, repositoryId: number, id: string, by: string, now: Date): Promise<boolean> {
  const where = { repositoryId, id, revokedAt: null }
  const { count } = await database.apiToken.updateMany({ where, data: { revokedAt: now, revokedBy: by } })
  return count > 0
}
