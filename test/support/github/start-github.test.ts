import { generateKeyPairSync } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Octokit } from '@octokit/rest'
import { ProbotOctokit } from 'probot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readManifest } from './app-manifest.ts'
import { appJwt, client, connect } from './connect.ts'
import { EVENT_PERMISSIONS } from './permissions.ts'
import { type GitHub, type GitHubOptions, startGitHub } from './start-github.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }) // many short processes: a loaded machine takes its time

const at = { owner: 'o', repo: 'r' }
const FAILED = { name: 'test', conclusion: 'failure', log: '2026-11-24T00:00:00.0000000Z FAILED test_a.py::test_a\n' }
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
let github: GitHub
let octokit: Octokit
let isClosed = false

async function start(options: GitHubOptions = {}): Promise<void> {
  github = await startGitHub(options)
  await github.createRepository({ owner: 'o', name: 'r', files: { 'a.txt': 'one\n', 'src/b.txt': 'two\n' } })
  octokit = await connect(github, 'o')
  isClosed = false
}
async function stop(): Promise<void> {
  if (!isClosed) await github.close()
  isClosed = true
}
const restart = async (options: GitHubOptions) => {
  await stop()
  await start(options)
}
beforeEach(() => start())
afterEach(stop)

const failure = (status: number, message?: RegExp) =>
  expect.objectContaining({ status, ...(message === undefined ? {} : { message: expect.stringMatching(message) }) })
const branch = (name: string, content = 'other\n') =>
  github.pushCommit({ repo: 'o/r', branch: name, files: { 'a.txt': content }, message: `change on ${name}` })
const headOf = async (ref = 'heads/main') => (await octokit.rest.git.getRef({ ...at, ref })).data.object.sha

/** What the App calls, one for each permission. */
const CALLS: Readonly<Record<string, (sha: string) => Promise<unknown>>> = {
  actions: () => octokit.rest.actions.listWorkflowRunsForRepo(at),
  checks: (sha) => octokit.rest.checks.create({ ...at, name: 'Suture', head_sha: sha }),
  contents: () => octokit.rest.git.createBlob({ ...at, content: 'x' }),
  issues: () => octokit.rest.issues.createComment({ ...at, issue_number: 1, body: 'x' }),
  metadata: () => octokit.rest.repos.getCollaboratorPermissionLevel({ ...at, username: 'x' }),
  pull_requests: () => octokit.rest.pulls.update({ ...at, pull_number: 1, title: 'y' }),
}

test('app.yml grants each permission that a call needs, and names no other', () => {
  const ofEvents = Object.values(EVENT_PERMISSIONS).filter((name) => !(name in CALLS))
  expect(Object.keys(readManifest().permissions).toSorted()).toEqual([...Object.keys(CALLS), ...ofEvents].toSorted())
})

test.each(Object.keys(CALLS))('without the permission %s its calls are refused', async (name) => {
  await restart({ permissions: Object.fromEntries(Object.entries(readManifest().permissions).filter(([each]) => each !== name)) })
  const sha = await branch('topic')
  await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  for (const [permission, call] of Object.entries(CALLS)) {
    if (permission === name) await expect(call(sha)).rejects.toEqual(failure(403, /Resource not accessible by integration/))
    else await expect(call(sha)).resolves.toBeDefined()
  }
})

test('a token expires, a JWT must be signed by the key and live ten minutes at most', async () => {
  github.expireTokens()
  await expect(octokit.rest.repos.get(at)).rejects.toEqual(failure(401, /Bad credentials/))
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const ask = (jwt: string) => client(github, jwt).rest.apps.getAuthenticated()
  await expect(ask(appJwt({ app: github.app, privateKey }))).rejects.toEqual(failure(401))
  await expect(ask(appJwt(github, 3600))).rejects.toEqual(failure(401, /too far in the future/))
  await expect(ask(appJwt(github))).resolves.toMatchObject({ data: { slug: 'suture' } })
})

test('a request without an API version, with a wrong body or of an unknown operation is refused', async () => {
  const token = github.issueToken('o', { metadata: 'read', contents: 'write' })
  await expect(client(github, token, null).rest.repos.get(at)).rejects.toEqual(failure(400, /x-github-api-version/))
  await expect(octokit.request('POST /repos/o/r/git/refs', { ref: 1 })).rejects.toEqual(failure(422, /Invalid request/))
  await expect(octokit.rest.gists.list()).rejects.toEqual(failure(404, /not in the stand-in's cut/))
})

test('a commit is verified where the App leaves out author and committer, and only then', async () => {
  const head = await headOf()
  const { data: blob } = await octokit.rest.git.createBlob({ ...at, content: Buffer.from('new').toString('base64'), encoding: 'base64' })
  const { data: tree } = await octokit.rest.git.createTree({
    ...at,
    base_tree: head,
    tree: [
      { path: 'src/new.txt', mode: '100644', type: 'blob', sha: blob.sha },
      { path: 'src/b.txt', mode: '100644', type: 'blob', sha: null },
    ],
  })
  const make = (more: object) => octokit.rest.git.createCommit({ ...at, message: 'm', tree: tree.sha, parents: [head], ...more })
  const ours = (await make({})).data
  expect(ours.verification).toMatchObject({ verified: true, reason: 'valid' })
  expect(ours.author.name).toBe('suture[bot]')
  expect((await make({ author: { name: 'x', email: 'x@example.com' } })).data.verification).toMatchObject({
    verified: false,
    reason: 'unsigned',
  })
  await octokit.rest.git.createRef({ ...at, ref: 'refs/heads/suture/heal/x', sha: ours.sha })
  expect(await headOf('heads/suture/heal/x')).toBe(ours.sha)
  const { data: all } = await octokit.rest.git.getTree({ ...at, tree_sha: ours.sha, recursive: '1' })
  expect(all.tree.map(({ path }) => path)).toEqual(['a.txt', 'src', 'src/new.txt'])
  await github.repository('o/r').git('fsck')
})

test('refs move forward only, and paths that leave the tree or touch workflows are refused', async () => {
  const [main, other] = [await headOf(), await branch('other')]
  await expect(octokit.rest.git.createRef({ ...at, ref: 'refs/heads/other', sha: main })).rejects.toEqual(failure(422, /already exists/))
  await octokit.rest.git.updateRef({ ...at, ref: 'heads/main', sha: other })
  await expect(octokit.rest.git.updateRef({ ...at, ref: 'heads/main', sha: main })).rejects.toEqual(failure(422, /fast forward/))
  const tree = (path: string) => octokit.rest.git.createTree({ ...at, tree: [{ path, mode: '100644', type: 'blob', content: 'x' }] })
  await expect(tree('../evil')).rejects.toEqual(failure(422))
  await expect(tree('.git/config')).rejects.toEqual(failure(422))
  await expect(tree('.github/workflows/x.yml')).rejects.toEqual(failure(403))
})

test('mergeable is null first, then known, and null again after a push', async () => {
  await branch('topic')
  await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  const get = async () => (await octokit.rest.pulls.get({ ...at, pull_number: 1 })).data
  expect((await get()).mergeable).toBe(null)
  await github.idle()
  expect(await get()).toMatchObject({ mergeable: true, mergeable_state: 'clean' })
  await branch('main', 'conflict\n')
  expect((await get()).mergeable).toBe(null)
  await github.idle()
  expect(await get()).toMatchObject({ mergeable: false, mergeable_state: 'dirty' })
})

test('pages have absolute links, also where the list lies in an object', async () => {
  await branch('topic')
  const { number } = await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  for (let index = 0; index < 65; index++) await github.comment({ repo: 'o/r', number, user: 'o', body: String(index) })
  const first = await octokit.rest.issues.listComments({ ...at, issue_number: number, per_page: 30 })
  expect(first.headers.link).toContain(`<${github.apiUrl}/repos/o/r/issues/1/comments?per_page=30&page=2>; rel="next"`)
  expect(await octokit.paginate(octokit.rest.issues.listComments, { ...at, issue_number: number, per_page: 30 })).toHaveLength(65)
  const sha = await headOf()
  await github.ciRun({
    repo: 'o/r',
    sha,
    branch: 'main',
    jobs: Array.from({ length: 45 }, (_, index) => ({ ...FAILED, name: `job ${index}` })),
  })
  const run_id = github.repository('o/r').workflowRuns[0]?.id ?? 0
  expect(await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRun, { ...at, run_id })).toHaveLength(45)
})

test('logs and artifacts come from another origin without the token, and expire', async () => {
  const sha = await headOf()
  const run = await github.ciRun({
    repo: 'o/r',
    sha,
    branch: 'main',
    jobs: [FAILED],
    artifacts: [{ name: 'reports', zip: new Uint8Array([80, 75]) }],
  })
  const job = run.jobs[0]
  const log = await octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...at, job_id: job?.id ?? 0 })
  expect(log.data).toBe(FAILED.log)
  if (job !== undefined) job.status = 'in_progress'
  await expect(octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...at, job_id: job?.id ?? 0 })).rejects.toEqual(failure(404))
  const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({ ...at, run_id: run.id })
  const artifact_id = data.artifacts[0]?.id ?? 0
  const zip = await octokit.rest.actions.downloadArtifact({ ...at, artifact_id, archive_format: 'zip' })
  expect(zip.data).toHaveProperty('byteLength', 2)
  expect((await fetch(`${github.blobUrl}/artifacts/${artifact_id}.zip`, { headers: { authorization: 'token x' } })).status).toBe(400)
  github.expireArtifacts('o/r')
  await expect(octokit.rest.actions.downloadArtifact({ ...at, artifact_id, archive_format: 'zip' })).rejects.toEqual(failure(410))
})

test('a second attempt has the id of the first, and both can be read', async () => {
  const sha = await headOf()
  const { id } = await github.ciRun({ repo: 'o/r', sha, branch: 'main', jobs: [FAILED] })
  await github.ciRun({ repo: 'o/r', sha, branch: 'main', jobs: [{ ...FAILED, conclusion: 'success' }], attempt: 2 })
  const newest = (await octokit.rest.actions.getWorkflowRun({ ...at, run_id: id })).data
  const first = (await octokit.rest.actions.getWorkflowRunAttempt({ ...at, run_id: id, attempt_number: 1 })).data
  expect([newest.run_attempt, newest.conclusion, first.conclusion]).toEqual([2, 'success', 'failure'])
  expect((await octokit.rest.actions.listWorkflowRunsForRepo({ ...at, head_sha: sha })).data.total_count).toBe(1)
})

test('a tarball, a comparison and a content are those of real git', async () => {
  const base = await headOf()
  await github.pushCommit({
    repo: 'o/r',
    branch: 'topic',
    files: { 'a.txt': null, 'moved.txt': 'one\n', 'src/b.txt': 'two\nthree\n' },
    message: 'm',
  })
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...topic` })
  expect([data.status, data.ahead_by, data.files?.map(({ filename, status }) => [filename, status])]).toEqual([
    'ahead',
    1,
    [
      ['moved.txt', 'renamed'],
      ['src/b.txt', 'modified'],
    ],
  ])
  expect(data.files?.[1]?.patch).toBe('@@ -1 +1,2 @@\n two\n+three')
  const tar = await octokit.rest.repos.downloadTarballArchive({ ...at, ref: 'topic' })
  expect(gunzipSync(Buffer.from(tar.data as ArrayBuffer)).toString('latin1')).toContain('moved.txt')
  const file = await octokit.rest.repos.getContent({ ...at, path: 'src/b.txt', ref: 'topic' })
  expect(file.data).toMatchObject({ type: 'file', encoding: 'base64', content: Buffer.from('two\nthree\n').toString('base64') })
})

test('checks, reactions, labels and permissions keep what they are told', async () => {
  const sha = await branch('topic')
  const { number } = await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  const { data: check } = await octokit.rest.checks.create({ ...at, name: 'Suture', head_sha: sha, status: 'in_progress' })
  await octokit.rest.checks.update({ ...at, check_run_id: check.id, conclusion: 'neutral', output: { title: 'T', summary: 'S' } })
  expect((await octokit.rest.checks.listForRef({ ...at, ref: 'topic' })).data.check_runs).toMatchObject([
    { status: 'completed', conclusion: 'neutral', output: { title: 'T' } },
  ])
  const { id } = await github.comment({ repo: 'o/r', number, user: 'stranger', body: '/heal' })
  await octokit.rest.reactions.createForIssueComment({ ...at, comment_id: id, content: 'eyes' })
  await octokit.rest.issues.addLabels({ ...at, issue_number: number, labels: ['changes expectations'] })
  expect(github.repository('o/r')).toMatchObject({
    reactions: [{ user: 'suture[bot]', content: 'eyes' }],
    labels: ['changes expectations'],
  })
  github.setCollaborator('o/r', 'friend', 'maintain')
  const level = async (username: string) => (await octokit.rest.repos.getCollaboratorPermissionLevel({ ...at, username })).data.permission
  expect([await level('o'), await level('friend'), await level('stranger')]).toEqual(['admin', 'write', 'read'])
})

test('a fault meets the operation as often as asked, and a dropped answer has done its work', async () => {
  github.faults.secondaryLimit('git/create-blob', 2)
  const blob = () => octokit.rest.git.createBlob({ ...at, content: 'x' })
  await expect(blob()).rejects.toEqual(failure(403, /secondary rate limit/))
  await expect(blob()).resolves.toBeDefined()
  await branch('topic')
  const { number } = await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  github.faults.next({ operationId: 'issues/create-comment', drop: 'after' })
  await expect(octokit.rest.issues.createComment({ ...at, issue_number: number, body: 'b' })).rejects.toThrow()
  expect(github.repository('o/r').comments).toHaveLength(1)
})

test("Probot's client finds its installation, authenticates and writes", async () => {
  const auth = { appId: github.app.id, privateKey: github.privateKey, installationId: github.installationOf('o') }
  const probot = new ProbotOctokit({ auth, baseUrl: github.apiUrl, throttle: { enabled: false }, retry: { enabled: false }, log: silent })
  probot.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28'
  })
  const sha = await headOf()
  expect((await probot.rest.checks.create({ ...at, name: 'Suture', head_sha: sha, conclusion: 'success' })).status).toBe(201)
  expect(github.requests.filter(({ operationId }) => operationId === 'apps/create-installation-access-token')).toHaveLength(2)
})
