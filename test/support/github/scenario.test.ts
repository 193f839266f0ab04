import { createServer } from 'node:http'
import type { Octokit } from '@octokit/rest'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { appJwt, client, connect } from './connect.ts'
import { type GitHub, type GitHubOptions, startGitHub } from './start-github.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }) // many short processes: a loaded machine takes its time

const at = { owner: 'o', repo: 'r' }
const FAILED = { name: 'test', conclusion: 'failure', log: '2026-11-24T00:00:00.0000000Z FAILED test_a.py::test_a\n' }
let github: GitHub
let octokit: Octokit

async function start(options: GitHubOptions = {}): Promise<void> {
  github = await startGitHub(options)
  await github.createRepository({ owner: 'o', name: 'r', files: { 'a.txt': 'one\n', 'src/b.txt': 'two\n' } })
  octokit = await connect(github, 'o')
}
beforeEach(() => start())
afterEach(() => github.close())

const refused = (status: number) => expect.objectContaining({ status })
const branch = (name: string, content = 'other\n') =>
  github.pushCommit({ repo: 'o/r', branch: name, files: { 'a.txt': content }, message: `change on ${name}` })
const headOf = async (ref = 'heads/main') => (await octokit.rest.git.getRef({ ...at, ref })).data.object.sha

test('deliveries are signed, listed, and repeated under their guid', async () => {
  const seen: { event: unknown; guid: unknown }[] = []
  const hook = createServer((request, response) => {
    seen.push({ event: request.headers['x-github-event'], guid: request.headers['x-github-delivery'] })
    request.resume().on('end', () => response.writeHead(202).end())
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  const address = hook.address()
  const sha = await branch('topic') // nobody listens yet
  github.setWebhookUrl(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  await github.ciRun({ repo: 'o/r', sha, branch: 'topic', jobs: [FAILED] })
  await github.comment({ repo: 'o/r', number: 1, user: 'o', body: '/heal' })
  await github.closePull('o/r', 1)
  await github.reopenPull('o/r', 1)
  await github.otherCheck({ repo: 'o/r', sha, app: 'other-ci', name: 'lint', conclusion: 'failure' })
  await github.install('o')
  await github.changeInstallation('o', 'removed', ['o/r'])
  expect(seen.map(({ event }) => event)).toEqual([
    ...['pull_request', 'check_run', 'workflow_run', 'issue_comment', 'pull_request', 'pull_request', 'check_run', 'installation'],
    'installation_repositories',
  ])
  const app = client(github, appJwt(github))
  const { data } = await app.rest.apps.listWebhookDeliveries({ per_page: 100 })
  const lost = data.find(({ status_code }) => status_code === 0)
  expect(lost).toMatchObject({ event: 'push', redelivery: false })
  await app.rest.apps.redeliverWebhookDelivery({ delivery_id: lost?.id ?? 0 })
  await github.idle()
  expect(seen.at(-1)).toEqual({ event: 'push', guid: lost?.guid })
  await new Promise((resolve) => hook.close(resolve))
})

test('what the App does is told to it as well, and events that it may not read are not', async () => {
  const head = await branch('topic')
  await octokit.rest.git.createRef({ ...at, ref: 'refs/heads/heal', sha: head })
  await github.idle() // a push is told after its answer
  const { data } = await octokit.rest.pulls.create({ ...at, head: 'heal', base: 'main', title: 't', draft: true })
  await octokit.rest.issues.createComment({ ...at, issue_number: data.number, body: 'b' })
  await expect(octokit.rest.pulls.create({ ...at, head: 'heal', base: 'main', title: 't' })).rejects.toEqual(refused(422))
  await github.idle()
  const senders = github.deliveries.map(({ event, payload }) => [event, Object(payload['sender']).login])
  expect(senders).toEqual([
    ['push', 'o'],
    ['push', 'suture[bot]'],
    ['pull_request', 'suture[bot]'],
    ['issue_comment', 'suture[bot]'],
  ])
  await github.close()
  await start({ events: ['push'] })
  await branch('topic')
  await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  expect(github.deliveries.map(({ event }) => event)).toEqual(['push'])
})

test('a fork keeps its own branches: its pull request names them, its runs name no pull request', async () => {
  await github.createFork('o/r', 'stranger')
  const sha = await github.pushCommit({ repo: 'stranger/r', branch: 'topic', files: { 'a.txt': 'x\n' }, message: 'm' })
  const { number } = await github.openPull({ repo: 'o/r', head: 'stranger:topic', title: 't' })
  const run = await github.ciRun({ repo: 'o/r', sha, branch: 'topic', event: 'pull_request', jobs: [FAILED], headRepository: 'stranger/r' })
  expect((await octokit.rest.pulls.get({ ...at, pull_number: number })).data.head.repo?.full_name).toBe('stranger/r')
  expect((await octokit.rest.actions.getWorkflowRun({ ...at, run_id: run.id })).data).toMatchObject({
    pull_requests: [],
    head_repository: { full_name: 'stranger/r' },
  })
  expect((await octokit.rest.pulls.listFiles({ ...at, pull_number: number })).data.map(({ filename }) => filename)).toEqual(['a.txt'])
  await github.mergePull('o/r', number)
  expect((await octokit.rest.pulls.get({ ...at, pull_number: number })).data).toMatchObject({ merged: true, state: 'closed' })
})

test('a run that goes on was asked for and has no logs, and ends under the same ids', async () => {
  const sha = await headOf()
  const going = await github.ciRun({ repo: 'o/r', sha, branch: 'main', jobs: [FAILED], status: 'in_progress' })
  const job_id = going.jobs[0]?.id ?? 0
  expect(github.deliveries.map(({ event }) => event)).toEqual(['workflow_run'])
  expect((await octokit.rest.actions.listWorkflowRunsForRepo({ ...at, head_sha: sha, status: 'in_progress' })).data.total_count).toBe(1)
  await expect(octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...at, job_id })).rejects.toEqual(refused(404))
  await github.ciRun({ repo: 'o/r', sha, branch: 'main', jobs: [FAILED], runId: going.id })
  expect((await octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...at, job_id })).data).toBe(FAILED.log)
  expect(github.deliveries.map(({ event }) => event)).toEqual(['workflow_run', 'check_run', 'workflow_run'])
  expect(github.repository('o/r').workflowRuns).toHaveLength(1)
})
