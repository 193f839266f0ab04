import { createHash, timingSafeEqual } from 'node:crypto'

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createUserSession, endUserSession } from '../../history/access/user-sessions.ts'
import type { Api, ApiPorts, SignIn } from '../api.ts'
import { problem } from '../problem.ts'
import { seal } from './seal.ts'
import { hashSecret, newSecret } from './secret.ts'
import { sessionCookie } from './session.ts'

const FLOW_SECONDS = 600
const HOME = '/api/v1/user'

/** GitHub's web flow, with a state and PKCE: both are kept in a cookie for ten minutes, so that only the browser that began can end it. */
export function addSignIn(api: Api, ports: ApiPorts): void {
  const { signIn, now, history } = ports
  if (signIn === null) {
    api.get('/auth/*', (c) => c.json(NOT_CONFIGURED, 404))
    return
  }
  const redirectUri = `${signIn.publicUrl}/auth/callback`
  api.get('/auth/sign-in', (c) => {
    const [state, verifier] = [newSecret(), newSecret()]
    const flow = JSON.stringify({ state, verifier, back: ownPath(c.req.query('return')) })
    setCookie(c, flowCookie(signIn), Buffer.from(flow).toString('base64url'), { ...kept(signIn), maxAge: FLOW_SECONDS })
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    return c.redirect(signIn.login.address(state, challenge, redirectUri))
  })
  api.get('/auth/callback', async (c) => {
    const flow = readFlow(getCookie(c, flowCookie(signIn)))
    deleteCookie(c, flowCookie(signIn), kept(signIn))
    const { state = '', code = '' } = c.req.query()
    if (flow === null || !isSame(flow.state, state)) return c.json(NOT_BEGUN_HERE, 400)
    const given = code === '' ? null : await signIn.login.exchange(code, flow.verifier, redirectUri)
    if (given === null) return c.json(NOT_SIGNED_IN, 401)
    const { id: userId, login } = await signIn.login.whoIs(given.token)
    const secret = newSecret()
    const expiresAt = new Date(now().getTime() + given.lifetimeSeconds * 1_000)
    const session = { id: hashSecret(secret), userId, login, sealedToken: seal(given.token, secret), createdAt: now(), expiresAt }
    await createUserSession(history.database, session)
    setCookie(c, sessionCookie(signIn), secret, { ...kept(signIn), maxAge: given.lifetimeSeconds })
    return c.redirect(flow.back)
  })
  api.post('/auth/sign-out', async (c) => {
    const secret = getCookie(c, sessionCookie(signIn))
    if (secret !== undefined) await endUserSession(history.database, hashSecret(secret))
    deleteCookie(c, sessionCookie(signIn), kept(signIn))
    return c.body(null, 204)
  })
}

const NOT_CONFIGURED = problem(
  'sign_in_off',
  'this server signs nobody in',
  'set GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET and PUBLIC_URL on the server, or use a token of `suture token`',
)
const NOT_BEGUN_HERE = problem(
  'not_begun_here',
  'this sign-in was not begun in this browser, or took too long',
  'begin again: /auth/sign-in',
)
const NOT_SIGNED_IN = problem('refused', 'GitHub did not sign you in', 'begin again: /auth/sign-in')

/** Sent with links from other sites, never with their forms; a script does not see it. */
function kept({ publicUrl }: SignIn) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: publicUrl.startsWith('https:') } as const
}

function flowCookie({ publicUrl }: SignIn): string {
  return publicUrl.startsWith('https:') ? '__Host-suture_flow' : 'suture_flow'
}

type Flow = { readonly state: string; readonly verifier: string; readonly back: string }

function readFlow(cookie: string | undefined): Flow | null {
  if (cookie === undefined) return null
  try {
    const { state, verifier, back } = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'))
    return [state, verifier].every((one) => typeof one === 'string' && one.length >= 40) ? { state, verifier, back: ownPath(back) } : null
  } catch {
    return null
  }
}

/** A path of this server, never another site: `//other` and `/\other` are addresses of others to a browser. */
function ownPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : HOME
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)))
}
