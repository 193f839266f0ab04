import { createVerify, randomBytes } from 'node:crypto'

export type Actor =
  | { readonly kind: 'app' }
  | {
      readonly kind: 'token'
      readonly login: string
      readonly permissions: Readonly<Record<string, string>>
      readonly owner: string | undefined
      readonly repositories: readonly string[] | undefined
      /** A person's, by the App's web flow: what they may not see is not there. */
      readonly isPerson?: true
    }

interface Entry {
  readonly actor: Actor
  expiresAt: number
}

export type Answer = { readonly kind: 'ok'; readonly actor: Actor } | { readonly kind: 'refused'; readonly message: string }

const MAX_LIFE_S = 660 // 10 minutes by GitHub's documentation, and the minute by which a clock may be early
const SKEW_S = 60

const refused = (message: string): Answer => ({ kind: 'refused', message })

function verifyJwt(jwt: string, app: { readonly id: number; readonly publicKey: string }, nowS: number): Answer {
  const [head = '', body = '', signature = ''] = jwt.split('.')
  const isSigned = createVerify('RSA-SHA256').update(`${head}.${body}`).verify(app.publicKey, signature, 'base64url')
  if (!isSigned) return refused('A JSON web token could not be decoded')
  const { iat, exp, iss } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  if (String(iss) !== String(app.id)) return refused('Integration not found')
  if (exp - iat > MAX_LIFE_S) return refused("'Expiration time' claim ('exp') is too far in the future")
  if (exp <= nowS)
    return refused("'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires")
  if (iat > nowS + SKEW_S)
    return refused("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued")
  return { kind: 'ok', actor: { kind: 'app' } }
}

/** Issues tokens and says who holds one. Lifetimes are milliseconds. */
export function openTokens(app: { readonly id: number; readonly publicKey: string }, lifetimeMs: number) {
  const entries = new Map<string, Entry>()
  const issue = (actor: Actor, life = lifetimeMs): { readonly token: string; readonly expiresAt: string } => {
    const token = `ghs_${randomBytes(18).toString('hex')}`
    const expiresAt = Date.now() + life
    entries.set(token, { actor, expiresAt })
    return { token, expiresAt: new Date(expiresAt).toISOString() }
  }
  const identify = (authorization: string | undefined): Answer => {
    const [scheme = '', secret = ''] = (authorization ?? '').split(' ')
    if (!/^(bearer|token)$/i.test(scheme) || secret === '') return refused('Requires authentication')
    if (secret.split('.').length === 3) return verifyJwt(secret, app, Date.now() / 1000)
    const entry = entries.get(secret)
    if (entry === undefined || entry.expiresAt <= Date.now()) return refused('Bad credentials')
    return { kind: 'ok', actor: entry.actor }
  }
  const expireAll = (): void => {
    for (const entry of entries.values()) entry.expiresAt = 0
  }
  return { issue, identify, expireAll }
}

export type Tokens = ReturnType<typeof openTokens>
