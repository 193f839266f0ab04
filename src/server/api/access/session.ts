import type { UserAccess } from '../../github/user-login.ts'
import { endUserSession, findUserSession, type UserSession } from '../../history/access/user-sessions.ts'
import type { ApiPorts, SignIn } from '../api.ts'
import { unseal } from './seal.ts'
import { hashSecret } from './secret.ts'

/** `__Host-` lets no other host of the domain set it; browsers take that only over TLS. */
export function sessionCookie({ publicUrl }: SignIn): string {
  return publicUrl.startsWith('https:') ? '__Host-suture_session' : 'suture_session'
}

const REMEMBERED_MS = 60_000 // who loses access on GitHub loses it here within a minute
const SWEEP_AT = 10_000

export type SessionAccess = UserAccess & { readonly session: UserSession }

/** What the person of a session may see; null where there is no such session. */
export type AskSession = (secret: string, fullName: string) => Promise<SessionAccess | null>

/** Asks GitHub with the person's own token, and remembers its answer for a minute. */
export function createAskSession({ history, now }: ApiPorts, { login }: SignIn): AskSession {
  const known = new Map<string, { readonly until: number; readonly access: UserAccess }>()
  return async (secret, fullName) => {
    const session = await findUserSession(history.database, hashSecret(secret), now())
    if (session === null) return null
    const key = `${session.id} ${fullName.toLowerCase()}`
    const at = now().getTime()
    const found = known.get(key)
    if (found && found.until > at) return { ...found.access, session }
    const access = await login.accessTo(unseal(session.sealedToken, secret), fullName)
    if (access.outcome === 'signed_out') await endUserSession(history.database, session.id)
    if (known.size > SWEEP_AT) for (const [old, { until }] of known) if (until <= at) known.delete(old)
    known.set(key, { until: at + REMEMBERED_MS, access })
    return { ...access, session }
  }
}
