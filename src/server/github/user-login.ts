import { z } from 'zod'
import { SutureError } from '../../model/error.ts'

/** How the App signs people in, and where GitHub is. Addresses have no slash at their end. */
export type LoginAccess = { readonly clientId: string; readonly clientSecret: string; readonly apiUrl: string }

export type Person = { readonly id: number; readonly login: string }

export type UserToken = { readonly token: string; readonly lifetimeSeconds: number }

/** What GitHub shows of a repository to a person. `signed_out`: it takes the token no more. */
export type UserAccess =
  | { readonly outcome: 'visible'; readonly repositoryId: number; readonly mayWrite: boolean }
  | { readonly outcome: 'hidden' }
  | { readonly outcome: 'signed_out' }

/** Of GitHub's web flow with PKCE. Its functions throw `github_unreachable` where GitHub gives no answer that can be read. */
export type UserLogin = {
  /** Where the browser is sent. */
  address(state: string, challenge: string, redirectUri: string): string
  /** Null where GitHub does not take the code. */
  exchange(code: string, verifier: string, redirectUri: string): Promise<UserToken | null>
  whoIs(token: string): Promise<Person>
  accessTo(token: string, fullName: string): Promise<UserAccess>
}

const TIMEOUT_MS = 8_000
const API_VERSION = '2022-11-28'
const EIGHT_HOURS = 28_800 // what GitHub gives a user's token; Apps that opted out get tokens without an end

const Exchanged = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() })
const User = z.object({ id: z.number().int(), login: z.string() })
const Shown = z.object({ id: z.number().int(), permissions: z.object({ push: z.boolean() }) })

export function createUserLogin({ clientId, clientSecret, apiUrl }: LoginAccess): UserLogin {
  const webUrl = webAddress(apiUrl)
  const ask = async (url: string, init: RequestInit) => {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
      return { status: response.status, headers: response.headers, body: (await response.json()) as unknown }
    } catch (cause) {
      throw unreachable('GitHub gave no answer', cause)
    }
  }
  const askAs = (token: string, path: string) =>
    ask(`${apiUrl}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'x-github-api-version': API_VERSION },
    })
  return {
    address: (state, challenge, redirectUri) => {
      const asked = { client_id: clientId, redirect_uri: redirectUri, state, code_challenge: challenge, code_challenge_method: 'S256' }
      return `${webUrl}/login/oauth/authorize?${new URLSearchParams(asked)}`
    },
    exchange: async (code, verifier, redirectUri) => {
      const sent = { client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUri, code_verifier: verifier }
      const headers = { accept: 'application/json' }
      const { body } = await ask(`${webUrl}/login/oauth/access_token`, { method: 'POST', headers, body: new URLSearchParams(sent) })
      const { data } = Exchanged.safeParse(body) // a refusal is a 200 with an error
      return data ? { token: data.access_token, lifetimeSeconds: Math.min(data.expires_in ?? EIGHT_HOURS, EIGHT_HOURS) } : null
    },
    whoIs: async (token) => {
      const { data } = User.safeParse((await askAs(token, '/user')).body)
      if (!data) throw unreachable('GitHub did not say who signed in')
      return data
    },
    accessTo: async (token, fullName) => {
      const [owner = '', name = ''] = fullName.split('/')
      const { status, headers, body } = await askAs(token, `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`)
      if (status === 401) return { outcome: 'signed_out' }
      const isLimited = status === 429 || headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'
      if ([403, 404, 451].includes(status) && !isLimited) return { outcome: 'hidden' }
      const { data } = Shown.safeParse(body)
      if (status !== 200 || !data) throw unreachable(`GitHub answered ${status} about a repository`)
      return { outcome: 'visible', repositoryId: data.id, mayWrite: data.permissions.push }
    },
  }
}

/** Of the pages that people see: github.com for its API, the server itself for GitHub Enterprise Server. */
function webAddress(apiUrl: string): string {
  return apiUrl === 'https://api.github.com' ? 'https://github.com' : apiUrl.replace(/\/api\/v3$/, '')
}

function unreachable(message: string, cause?: unknown): SutureError {
  return new SutureError('github_unreachable', message, 'ask again in a minute', { cause })
}
