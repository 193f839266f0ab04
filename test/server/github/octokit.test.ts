import { createHmac, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Bottleneck from 'bottleneck'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGitHub, type GitHub, type GitHubAccess } from '../../../src/server/github/octokit.ts'
import { createLog } from '../../../src/server/log.ts'

type Answer = { readonly status: number; readonly body?: object; readonly headers?: Record<string, string> }

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
let server: Server
let asked: { line: string; headers: IncomingMessage['headers'] }[]
let answers: Answer[]
let github: GitHub

beforeEach(async () => {
  asked = []
  answers = []
  server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const access: GitHubAccess = { appId: 1, privateKey: key, webhookSecret: 'hush', apiUrl, adjust: inThousandths }
  github = await createGitHub(access, createLog('silent'))
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function answer(request: IncomingMessage, response: ServerResponse): void {
  asked.push({ line: `${request.method} ${request.url}`, headers: request.headers })
  const isToken = request.url?.endsWith('/access_tokens')
  const token = { token: `ghs_${'a'.repeat(36)}`, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} }
  const { status, body = {}, headers = {} } = isToken ? { status: 201, body: token } : (answers.shift() ?? { status: 200 })
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** The same waits, a thousand times faster. */
function inThousandths<Options extends object>(options: Options): Options {
  const group = (id: string) => new Bottleneck.Group({ id, maxConcurrent: 1, minTime: 1 })
  const { throttle } = options as { throttle?: object }
  const faster = {
    retryAfterBaseValue: 1,
    write: group('write'),
    notifications: group('notifications'),
    search: group('search'),
    global: group('global'),
  }
  return { ...options, retry: { retryAfterBaseValue: 1 }, throttle: { ...throttle, ...faster } }
}

const createComment = async () => {
  const octokit = await github.installation(7)
  return octokit.rest.issues.createComment({ owner: 'o', repo: 'r', issue_number: 1, body: 'hello' })
}
const comments = () => asked.filter(({ line }) => line.endsWith('/comments')).length

test('signs in as the installation, and says the API version in every request, that of the token too', async () => {
  const octokit = await github.installation(7)
  await octokit.rest.repos.get({ owner: 'o', repo: 'r' })
  expect(asked.map(({ line }) => line)).toEqual(['POST /api/v3/app/installations/7/access_tokens', 'GET /api/v3/repos/o/r'])
  expect(asked.map(({ headers }) => headers['x-github-api-version'])).toEqual(['2022-11-28', '2022-11-28'])
  expect(asked[0]?.headers.authorization).toMatch(/^bearer eyJ/)
  expect(asked[1]?.headers.authorization).toMatch(/^token ghs_/)
})

const limits: [string, Answer][] = [
  ['a secondary limit', { status: 403, body: { message: 'You have exceeded a secondary rate limit' }, headers: { 'retry-after': '2' } }],
  ['a secondary limit that gives no time', { status: 403, body: { message: 'You have exceeded a secondary rate limit' } }],
  ['too many requests', { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '2' } }],
  ['a used-up quota', { status: 403, body: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } }],
  ['a server error', { status: 500 }],
]

test.each(limits)('waits %s out and tries again', async (_name, first) => {
  answers = [first, { status: 201 }]
  expect((await createComment()).status).toBe(201)
  expect(comments()).toBe(2)
})

test('gives up on a secondary limit that stays', async () => {
  const [[, limit]] = limits as [[string, Answer]]
  answers = [limit, limit, limit, limit, limit]
  await expect(createComment()).rejects.toMatchObject({ status: 403 })
  expect(comments()).toBe(3)
})

test.each([404, 422])('does not repeat a request that was answered with %i', async (status) => {
  answers = [{ status }]
  await expect(createComment()).rejects.toMatchObject({ status })
  expect(comments()).toBe(1)
})

test("ends a job's requests with its signal", async () => {
  const stop = new AbortController()
  const octokit = await github.installation(7, stop.signal)
  stop.abort(new Error('stopping'))
  await expect(octokit.rest.repos.get({ owner: 'o', repo: 'r' })).rejects.toThrow()
  expect(asked.filter(({ line }) => line.startsWith('GET'))).toEqual([])
})

test('knows the signatures of its secret from all others', async () => {
  const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update('{}').digest('hex')}`
  expect(await github.verifies('{}', sign('hush'))).toBe(true)
  expect(await github.verifies('{}', sign('other'))).toBe(false)
  expect(await github.verifies('{ }', sign('hush'))).toBe(false)
  expect(await github.verifies('{}', 'nonsense')).toBe(false)
})
