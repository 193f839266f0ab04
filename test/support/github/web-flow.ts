import { createHash, randomBytes } from 'node:crypto'
import type { Reply } from './route.ts'
import type { World } from './world.ts'

/** The App's web flow: who sits in front of the browser (null: they refuse), and the codes that were given and not used. */
export interface WebFlow {
  browser: string | null
  readonly clientId: string
  readonly clientSecret: string
  readonly codes: Map<string, { readonly login: string; readonly challenge: string; readonly redirectUri: string }>
}

export function openWebFlow(): WebFlow {
  return { browser: null, clientId: 'Iv23clientoftests', clientSecret: 'a-client-secret-of-tests', codes: new Map() }
}

const refused = (error: string): Reply => ({ status: 200, body: { error, error_description: error, error_uri: 'https://docs.github.com' } })

/** `/login/oauth/authorize` sends the browser back with a code, `/login/oauth/access_token` gives a token for it once. */
export function webFlow(world: World, path: string, query: URLSearchParams, form: URLSearchParams): Reply {
  return path === '/login/oauth/authorize' ? authorizePage(world.webFlow, query) : exchange(world, form)
}

function authorizePage(flow: WebFlow, query: URLSearchParams): Reply {
  const read = (name: string) => query.get(name) ?? ''
  if (read('client_id') !== flow.clientId) return { status: 404, body: { message: 'Not Found' } }
  const back = new URL(read('redirect_uri'))
  back.searchParams.set('state', read('state'))
  if (flow.browser === null) back.searchParams.set('error', 'access_denied')
  else {
    const code = randomBytes(10).toString('hex')
    const isPkce = read('code_challenge_method') === 'S256'
    flow.codes.set(code, { login: flow.browser, challenge: isPkce ? read('code_challenge') : '', redirectUri: read('redirect_uri') })
    back.searchParams.set('code', code)
  }
  return { status: 302, bytes: Buffer.from(''), headers: { location: back.href } }
}

function exchange({ webFlow: flow, tokens, manifest }: World, form: URLSearchParams): Reply {
  const read = (name: string) => form.get(name) ?? ''
  if (read('client_id') !== flow.clientId || read('client_secret') !== flow.clientSecret) return refused('incorrect_client_credentials')
  const found = flow.codes.get(read('code'))
  const challenge = createHash('sha256').update(read('code_verifier')).digest('base64url')
  if (!found || found.challenge !== challenge) return refused('bad_verification_code')
  if (found.redirectUri !== read('redirect_uri')) return refused('redirect_uri_mismatch')
  flow.codes.delete(read('code'))
  const { permissions } = manifest
  const actor = { kind: 'token', login: found.login, permissions, owner: undefined, repositories: undefined, isPerson: true } as const
  return { status: 200, body: { access_token: tokens.issue(actor).token, token_type: 'bearer', scope: '', expires_in: 28_800 } }
}
