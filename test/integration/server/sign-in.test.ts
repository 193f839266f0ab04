import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RunningServer } from '../../../src/server/create-server.ts'
import { upsertRepository } from '../../../src/server/history/repositories.ts'
import { createLog } from '../../../src/server/log.ts'
import { type Description, openDescription, PEOPLE_ONLY } from '../../support/api/described.ts'
import { idOf } from '../../support/github/shapes/user.ts'
import { type GitHub, startGitHub } from '../../support/github/start-github.ts'
import { deliver, startServer } from '../../support/server-under-test.ts'

let github: GitHub
let server: RunningServer
let now = new Date('2026-11-20T12:00:00Z')
let home: string
let described: ReturnType<typeof openDescription>
const PUBLIC = 'http://suture.example'
const lines: string[] = []

beforeAll(async () => {
  github = await startGitHub()
  const { clientId, clientSecret } = github.webFlow
  const signIn = { clientId, clientSecret, publicUrl: PUBLIC }
  const log = createLog('debug', [], { write: (line) => lines.push(line) })
  server = await startServer({ now: () => now }, { apiUrl: github.apiUrl, signIn }, { intake: true, jobs: true }, log)
  home = `http://127.0.0.1:${server.port}`
  described = openDescription((await (await fetch(`${home}/api/v1/openapi.json`)).json()) as Description)
  for (const name of ['shop', 'secret']) {
    const repository = await github.createRepository({ owner: 'octo', name, files: { 'a.txt': 'a' } })
    repository.isPrivate = name === 'secret'
    const fullName = `octo/${name}`
    const stored = { id: repository.id, installationId: 7, fullName, defaultBranch: 'main', isPrivate: name === 'secret' }
    await upsertRepository(server.history.database, stored, now)
  }
  github.setCollaborator('octo/shop', 'ann', 'write')
})

afterAll(async () => {
  await server.stop()
  await github.close()
})

type Jar = Map<string, string>

/** A browser: keeps cookies, follows nothing. */
async function visit(path: string, jar: Jar, init: RequestInit = {}) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(path.replace(PUBLIC, home), {
    ...init,
    redirect: 'manual',
    headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
  })
  const set = response.headers.getSetCookie()
  for (const one of set) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
    if (/max-age=0/i.test(one)) jar.delete(name)
    else jar.set(name, value)
  }
  const text = await response.text()
  if (new URL(path).pathname.startsWith('/api/'))
    expect(described.faults(init.method ?? 'GET', path, response.status, text === '' ? undefined : JSON.parse(text))).toEqual([])
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    set,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  }
}

async function signIn(login: string | null, jar: Jar = new Map(), back = '/api/v1/user') {
  github.webFlow.browser = login
  const begun = await visit(`${home}/auth/sign-in?return=${encodeURIComponent(back)}`, jar)
  const page = await visit(begun.location, new Map())
  return { jar, page, end: await visit(page.location, jar) }
}

const shop = '/api/v1/repositories/octo/shop'
const own = { origin: PUBLIC, 'content-type': 'application/json' }
const newToken = { method: 'POST', headers: own, body: JSON.stringify({ name: 'ci' }) }

describe('signing in', () => {
  test('a person signs in by GitHub and is sent back to where they were; neither the cookie nor the database alone opens anything', async () => {
    const { jar, end } = await signIn('ann', new Map(), '/api/v1/repositories/octo/shop/health')
    expect(end).toMatchObject({ status: 302, location: '/api/v1/repositories/octo/shop/health' })
    expect(end.set.join('\n')).toMatch(/suture_session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax/)
    expect((await visit(home + end.location, jar)).body).toMatchObject({ repository: 'octo/shop' })
    expect((await visit(`${home}/api/v1/user`, jar)).body).toMatchObject({ login: 'ann' })
    const [row] = await server.history.database.$queryRaw<{ text: string }[]>`SELECT to_jsonb(s)::text AS text FROM user_session s`
    expect(row?.text).not.toContain(jar.get('suture_session'))
    expect(row?.text).not.toContain('ghs_')
    expect(lines.join('')).not.toContain(jar.get('suture_session'))
  })

  test('a sign-in that another browser began, one with another code, and one that was refused end in nothing', async () => {
    const mine: Jar = new Map()
    github.webFlow.browser = 'mallory'
    const page = await visit((await visit(`${home}/auth/sign-in`, mine)).location, new Map())
    expect((await visit(page.location, new Map())).body).toMatchObject({ code: 'not_begun_here' })
    const theirs: Jar = new Map()
    const state = new URL((await visit(`${home}/auth/sign-in`, theirs)).location).searchParams.get('state') ?? ''
    const stolen = new URL(page.location)
    stolen.searchParams.set('state', state)
    expect((await visit(stolen.href, theirs)).body).toMatchObject({ code: 'refused' }) // their verifier is not that of this code
    expect((await signIn(null)).end).toMatchObject({ status: 401, body: { code: 'refused' } })
  })

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example'])('nobody is sent on to %s', async (back) => {
    expect((await signIn('ann', new Map(), back)).end.location).toBe('/api/v1/user')
  })

  test('who signed out, and whose session is over, is nobody', async () => {
    const { jar } = await signIn('ann')
    const copy: Jar = new Map(jar)
    expect((await visit(`${home}/auth/sign-out`, jar, { method: 'POST', headers: { origin: PUBLIC } })).status).toBe(204)
    expect(await visit(`${home}${shop}/health`, copy)).toMatchObject({ status: 401, body: { code: 'signed_out' } })
    const late = (await signIn('ann')).jar
    now = new Date(now.getTime() + 28_801_000)
    expect((await visit(`${home}${shop}/health`, late)).status).toBe(401)
  })
})

test("who takes the App's right back on GitHub is signed out", async () => {
  const { jar } = await signIn('ann')
  await deliver(server.port ?? 0, 'github_app_authorization', { action: 'revoked', sender: { id: idOf('ann'), login: 'ann' } })
  await vi.waitFor(async () => expect((await visit(`${home}/api/v1/user`, jar)).status).toBe(401), { timeout: 10_000, interval: 100 })
})

describe('what a person may', () => {
  test('nobody sees a repository that GitHub would not show them, and who loses access loses it here', async () => {
    const { jar } = await signIn('ann')
    const hidden = await visit(`${home}/api/v1/repositories/octo/secret/health`, jar)
    expect(hidden).toEqual({ ...(await visit(`${home}/api/v1/repositories/octo/none/health`, jar)), location: '' })
    expect(hidden.status).toBe(404)
    const owner = (await signIn('octo')).jar
    expect((await visit(`${home}/api/v1/repositories/octo/secret/health`, owner)).status).toBe(200)
    expect((await visit(`${home}${shop}/health`, jar)).status).toBe(200)
    github.expireTokens()
    now = new Date(now.getTime() + 61_000)
    expect(await visit(`${home}${shop}/health`, jar)).toMatchObject({ status: 401, body: { code: 'signed_out' } })
  })

  test('with write access they make a token, which reads and makes no other, and end it', async () => {
    const { jar } = await signIn('ann')
    const made = await visit(`${home}${shop}/tokens`, jar, newToken)
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'ci', mayWrite: false, createdBy: 'ann', token: expect.stringMatching(/^suture_/) },
    })
    const bearer = { authorization: `Bearer ${made.body.token}` }
    const asToken = (path: string, init: RequestInit = {}) =>
      visit(`${home}${shop}${path}`, new Map(), { ...init, headers: { ...(init.headers as object), ...bearer } })
    expect((await asToken('/health')).status).toBe(200)
    expect(await asToken('/tokens', newToken)).toMatchObject({ status: 403, body: { code: 'people_with_write_only' } })
    expect(JSON.stringify((await visit(`${home}${shop}/tokens`, jar)).body)).not.toContain(made.body.token)
    const end = { method: 'DELETE', headers: { origin: PUBLIC } }
    expect((await visit(`${home}${shop}/tokens/${made.body.id}`, jar, end)).status).toBe(204)
    expect((await asToken('/health')).body).toMatchObject({ code: 'token_revoked' })
    expect((await visit(`${home}${shop}/tokens/${made.body.id}`, jar, end)).status).toBe(404)
    const actions = await server.history.database.$queryRaw<{ action: string }[]>`SELECT action FROM audit WHERE actor = 'ann' ORDER BY at`
    expect(actions.map(({ action }) => action)).toEqual(['token.create', 'token.revoke'])
  })

  test('without write access they make none', async () => {
    expect((await visit(`${home}${shop}/tokens`, (await signIn('bob')).jar, newToken)).status).toBe(403)
  })

  test("another site's page changes nothing with a person's cookie", async () => {
    const { jar } = await signIn('ann')
    const post = (headers: Record<string, string>) => visit(`${home}${shop}/tokens`, jar, { ...newToken, headers })
    expect((await post({ 'content-type': 'application/json', origin: 'https://evil.example' })).status).toBe(403)
    expect((await post({ 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post({ 'content-type': 'text/plain', origin: PUBLIC })).status).toBe(415)
  })

  test('where GitHub gives no answer, nothing is shown, and that is said', async () => {
    const { jar } = await signIn('ann')
    github.faults.next({ operationId: 'repos/get', status: 500 })
    expect(await visit(`${home}${shop}/health`, jar)).toMatchObject({ status: 502, body: { code: 'github_unreachable' } })
  })
})

test('what only people are shown was asked here', () => {
  for (const operation of PEOPLE_ONLY) expect(described.unused()).not.toContain(operation)
})
