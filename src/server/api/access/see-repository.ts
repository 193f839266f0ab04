import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { findApiToken, noteTokenUse } from '../../history/access/api-tokens.ts'
import { findVisibleRepository, type VisibleRepository } from '../../history/access/visible-repository.ts'
import type { History } from '../../history/connection/database.ts'
import type { ApiEnv, ApiPorts, Caller } from '../api.ts'
import { NO_REPOSITORY, type Problem, problem } from '../problem.ts'
import { createRateLimit } from './rate-limit.ts'
import { hashSecret } from './secret.ts'
import { type AskSession, createAskSession, type SessionAccess, sessionCookie } from './session.ts'

type Seen =
  | { readonly outcome: 'seen'; readonly repository: VisibleRepository; readonly caller: Caller; readonly key: string }
  | { readonly outcome: 'hidden' }
  | { readonly outcome: 'not_signed_in'; readonly problem: Problem }

const SIGNED_OUT = problem('signed_out', 'your session is over', 'sign in again: /auth/sign-in')

const NO_CREDENTIALS = problem(
  'not_signed_in',
  'this is shown only to those who may see the repository on GitHub',
  'send `authorization: Bearer TOKEN`; `suture token --repository OWNER/REPO` on the server makes one; or sign in: /auth/sign-in',
)

/** Lets a request through to a repository that its caller may see, and puts both into the context. */
export function seeRepository(ports: ApiPorts): MiddlewareHandler<ApiEnv> {
  const limit = createRateLimit(ports.requestsPerMinute, ports.now)
  const askSession = ports.signIn === null ? null : createAskSession(ports, ports.signIn)
  return async (c, next) => {
    const seen = await see(c, ports, askSession)
    if (seen.outcome === 'hidden') return c.json(NO_REPOSITORY, 404)
    if (seen.outcome === 'not_signed_in') {
      c.header('www-authenticate', 'Bearer realm="suture"')
      return c.json(seen.problem, 401)
    }
    const { isAllowed, limit: most, remaining, secondsLeft } = limit.take(seen.key)
    for (const [name, value] of Object.entries({ limit: most, remaining, reset: secondsLeft })) c.header(`ratelimit-${name}`, String(value))
    if (!isAllowed) {
      c.header('retry-after', String(secondsLeft))
      return c.json(problem('too_many_requests', `more than ${most} requests in a minute`, `ask again in ${secondsLeft} seconds`), 429)
    }
    c.set('repository', seen.repository)
    c.set('caller', seen.caller)
    return next()
  }
}

async function see(c: Context<ApiEnv>, { history, now, signIn }: ApiPorts, askSession: AskSession | null): Promise<Seen> {
  const fullName = `${c.req.param('owner')}/${c.req.param('repo')}`
  const authorization = c.req.header('authorization')
  const cookie = signIn === null || authorization !== undefined ? undefined : getCookie(c, sessionCookie(signIn))
  if (askSession !== null && cookie !== undefined) return seeAsPerson(history, await askSession(cookie, fullName), hashSecret(cookie))
  const [, secret] = /^Bearer ([\w-]{20,200})$/i.exec(authorization ?? '') ?? []
  if (secret === undefined) return { outcome: 'not_signed_in', problem: NO_CREDENTIALS }
  const key = hashSecret(secret)
  const use = await findApiToken(history.database, fullName, key)
  if (use === null) return { outcome: 'hidden' }
  const { repository, token } = use
  const ended = token.revokedAt !== null ? 'revoked' : token.expiresAt <= now() ? 'expired' : null
  if (ended !== null) {
    const fix = 'make another one: `suture token --repository OWNER/REPO` on the server'
    return { outcome: 'not_signed_in', problem: problem(`token_${ended}`, `this token is ${ended}`, fix) }
  }
  await noteTokenUse(history.database, token, now())
  return { outcome: 'seen', repository, caller: { kind: 'token', token }, key }
}

/** GitHub says which repository it is: by its id, because names change hands. */
async function seeAsPerson({ database }: History, access: SessionAccess | null, key: string): Promise<Seen> {
  if (access === null || access.outcome === 'signed_out') return { outcome: 'not_signed_in', problem: SIGNED_OUT }
  const repository = access.outcome === 'visible' ? await findVisibleRepository(database, access.repositoryId) : null
  if (access.outcome === 'hidden' || repository === null) return { outcome: 'hidden' }
  return { outcome: 'seen', repository, caller: { kind: 'person', login: access.session.login, mayWrite: access.mayWrite }, key }
}
