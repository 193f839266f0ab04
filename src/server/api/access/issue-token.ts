import { type ApiToken, createApiToken } from '../../history/access/api-tokens.ts'
import { recordAudit } from '../../history/audit.ts'
import type { History } from '../../history/connection/database.ts'
import { hashSecret, newSecret, TOKEN_PREFIX } from './secret.ts'

export const DEFAULT_DAYS = 90
export const MAX_DAYS = 365
const DAY_MS = 86_400_000

/** `by`: a person's login, or `server` for who runs it. */
export type TokenOrder = Pick<ApiToken, 'repositoryId' | 'name' | 'mayWrite'> & {
  readonly days: number
  readonly by: string
  readonly now: Date
}

/** Makes a token. `secret` is the token itself: it is shown once and kept nowhere. */
export async function issueToken(history: History, order: TokenOrder): Promise<{ readonly secret: string; readonly token: ApiToken }> {
  const { repositoryId, name, mayWrite, days, by, now } = order
  const secret = newSecret(TOKEN_PREFIX)
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  const row = { repositoryId, name, mayWrite, createdBy: by, createdAt: now, expiresAt, tokenHash: hashSecret(secret) }
  const token = await history.transaction(async (database) => {
    const made = await createApiToken(database, row)
    const detail = { name, mayWrite, expiresAt: expiresAt.toISOString() }
    await recordAudit(database, { repositoryId, actor: by, action: 'token.create', subject: `token ${made.id}`, detail, at: now })
    return made
  })
  return { secret, token }
}
