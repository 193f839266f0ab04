import { generateKeyPairSync } from 'node:crypto'
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
let revoked: Set<string>

beforeEach(async () => {
  asked = []
  revoked = new Set()
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
  const token = () => ({ token: `ghs_${tokens()}`, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} })
  const isRevoked = revoked.has(request.headers.authorization?.split(' ')[1] ?? '')
  const refused: Answer = { status: 401, body: { message: 'Bad credentials' } }
  const {
    status,
    body = {},
    headers = {},
  } = isToken ? { status: 201, body: token() } : isRevoked ? refused : (answers.shift() ?? { status: 200 })
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
const tokens = () => asked.filter(({ line }) => line.endsWith('/access_tokens')).length
const comments = () => asked.filter(({ line }) => line.endsWith('/comments')).length

test('signs in as the installation, and says the API version in every request, that of the token too', async () => {
  const octokit = await github.installation(7)
  answers = [{ status: 200, body: { id: 1, default_branch: 'main', html_url: 'http://x/o/r' } }]
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
  answers = [first, { status: 201, body: { id: 5 } }]
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
  answers = [{ status, body: { message: 'no' } }]
  await expect(createComment()).rejects.toMatchObject({ status })
  expect(comments()).toBe(1)
})

test('repeats what was answered with half an answer, and says so when it stays', async () => {
  answers = [{ status: 201 }, { status: 201, body: { id: 5 } }]
  expect((await createComment()).data.id).toBe(5)
  answers = Array.from({ length: 4 }, () => ({ status: 201 }))
  await expect(createComment()).rejects.toMatchObject({ status: 500, cause: { code: 'half_answer' } })
})

test('asks once more with a new token where GitHub takes the old one back', async () => {
  const octokit = await github.installation(7)
  const get = () => octokit.rest.issues.listComments({ owner: 'o', repo: 'r', issue_number: 1 })
  answers = [{ status: 200, body: [] }]
  await get()
  expect(tokens()).toBe(1)
  revoked.add('ghs_1')
  answers = [{ status: 200, body: [] }]
  expect((await get()).data).toEqual([])
  expect(tokens()).toBe(2)
})

test('looks again for what GitHub has just told us of, and believes a name at once', async () => {
  const octokit = await github.installation(7)
  const notThere = { status: 404, body: { message: 'Not Found' } }
  const run = { id: 5, path: 'a', event: 'push', head_sha: 'a'.repeat(40), status: 'queued', conclusion: null }
  answers = [notThere, notThere, { status: 200, body: run }]
  expect((await octokit.rest.actions.getWorkflowRun({ owner: 'o', repo: 'r', run_id: 5 })).data.id).toBe(5)
  answers = [notThere, { status: 200 }]
  await expect(octokit.rest.git.getRef({ owner: 'o', repo: 'r', ref: 'heads/a' })).rejects.toMatchObject({ status: 404 })
})

test("ends a job's requests with its signal", async () => {
  const stop = new AbortController()
  const octokit = await github.installation(7, stop.signal)
  stop.abort(new Error('stopping'))
  await expect(octokit.rest.repos.get({ owner: 'o', repo: 'r' })).rejects.toThrow()
  expect(asked.filter(({ line }) => line.startsWith('GET'))).toEqual([])
})
