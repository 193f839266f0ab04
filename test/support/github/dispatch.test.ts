import type { Octokit } from '@octokit/rest'
import { afterEach, expect, test, vi } from 'vitest'
import { readZip } from '../actions/zip.ts'
import { client, connect } from './connect.ts'
import { type GitHub, type GitHubOptions, startGitHub } from './start-github.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }) // many short processes: a loaded machine takes its time

const at = { owner: 'o', repo: 'r' }
const PATH = '.github/workflows/heal.yml'
const WORKFLOW = `name: Heal
run-name: heal \${{ inputs.job }}
on:
  workflow_dispatch:
    inputs:
      job: { type: string, required: true }
      mode: { type: choice, options: [fast, slow], default: fast }
permissions: { contents: read }
concurrency: { group: "heal-\${{ inputs.job }}", cancel-in-progress: true }
jobs:
  reproduce:
    runs-on: ubuntu-latest
    cache-mode: read
    outputs: { sha: "\${{ steps.out.outputs.sha }}" }
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - run: curl -sSf "$GITHUB_SERVER_URL/assets/bundle.txt" -o bundle.txt
      - id: out
        env: { JOB: "\${{ inputs.job }}", MODE: "\${{ inputs.mode }}", TOKEN: "\${{ github.token }}" }
        run: |
          mkdir report && printf '%s %s %s' "$JOB" "$MODE" "$(cat bundle.txt)" > report/report.txt
          echo "sha=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"
          curl -sS -H "authorization: token $TOKEN" -H 'x-github-api-version: 2022-11-28' -o refused.json -w 'read %{http_code}\\n' "$GITHUB_API_URL/repos/o/r/contents/a.txt"
          curl -sS -H "authorization: token $TOKEN" -H 'x-github-api-version: 2022-11-28' -d '{"content":"x"}' -o refused.json -w 'write %{http_code}\\n' "$GITHUB_API_URL/repos/o/r/git/blobs"
      - uses: actions/upload-artifact@v4
        with: { name: reproduce, path: report }
  propose:
    needs: reproduce
    if: \${{ inputs.mode == 'slow' }}
    runs-on: ubuntu-latest
    steps: [{ run: "true" }]
  verify:
    needs: [reproduce, propose]
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with: { name: reproduce, path: in }
      - run: test "\${{ needs.reproduce.outputs.sha }}" = "\${{ github.sha }}" && cat in/report.txt
      - run: sleep 0.\${{ inputs.job == 'wait' && '8' || '0' }}
      - uses: actions/upload-artifact@v4
        with: { name: suture-report, path: in/report.txt }
`

let github: GitHub
let octokit: Octokit
async function start(options: GitHubOptions = {}): Promise<void> {
  github = await startGitHub(options)
  await github.createRepository({ owner: 'o', name: 'r', files: { 'a.txt': 'one\n', [PATH]: WORKFLOW } })
  github.assets.set('bundle.txt', Buffer.from('the bundle'))
  octokit = await connect(github, 'o')
}
afterEach(() => github.close())

const dispatch = (inputs: Record<string, string>, more: object = {}) =>
  octokit.rest.actions.createWorkflowDispatch({
    ...at,
    workflow_id: 'heal.yml',
    ref: 'main',
    inputs,
    return_run_details: true,
    ...more,
  } as never) as Promise<{
    status: number
    data: { workflow_run_id: number }
  }>

test('a dispatch runs the default branch and leaves jobs, logs, artifacts and a delivery', async () => {
  await start()
  const { status, data } = await dispatch({ job: 'a job' })
  expect(status).toBe(200)
  const run_id = data.workflow_run_id
  await github.idle()
  const run = (await octokit.rest.actions.getWorkflowRun({ ...at, run_id })).data
  expect(run).toMatchObject({
    event: 'workflow_dispatch',
    status: 'completed',
    conclusion: 'success',
    path: PATH,
    actor: { login: 'suture[bot]' },
  })
  expect(run).toMatchObject({
    display_title: 'heal a job',
    run_attempt: 1,
    head_branch: 'main',
    head_sha: await github.repository('o/r').git('rev-parse', 'main'),
  })
  const jobs = (await octokit.rest.actions.listJobsForWorkflowRun({ ...at, run_id })).data.jobs
  expect(jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ['reproduce', 'success'],
    ['propose', 'skipped'],
    ['verify', 'success'],
  ])
  const log = (await octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...at, job_id: jobs[0]?.id ?? 0 })).data
  expect(log).toMatch(/read 200/)
  expect(log).toMatch(/write 403/)
  const { artifacts } = (await octokit.rest.actions.listWorkflowRunArtifacts({ ...at, run_id, name: 'suture-report' })).data
  const zip = await octokit.rest.actions.downloadArtifact({ ...at, artifact_id: artifacts[0]?.id ?? 0, archive_format: 'zip' })
  expect(String((await readZip(Buffer.from(zip.data as ArrayBuffer))).get('report.txt'))).toBe('a job fast the bundle')
  expect(github.deliveries.at(-1)).toMatchObject({
    event: 'workflow_run',
    payload: { workflow_run: { id: run_id, conclusion: 'success' } },
  })
})

test('a job has no log before it ends, and its run can be cancelled', async () => {
  await start()
  const { data } = await dispatch({ job: 'wait' })
  const run_id = data.workflow_run_id
  await expect
    .poll(() => github.repository('o/r').workflowRuns[0]?.jobs.find(({ name }) => name === 'verify')?.status, { timeout: 5000 })
    .toBe('in_progress')
  const job_id = github.repository('o/r').workflowRuns[0]?.jobs.find(({ name }) => name === 'verify')?.id ?? 0
  await expect(octokit.rest.actions.downloadJobLogsForWorkflowRun({ ...at, job_id })).rejects.toMatchObject({ status: 404 })
  expect((await octokit.rest.actions.cancelWorkflowRun({ ...at, run_id })).status).toBe(202)
  await github.idle()
  expect((await octokit.rest.actions.getWorkflowRun({ ...at, run_id })).data.conclusion).toBe('cancelled')
  await expect(octokit.rest.actions.cancelWorkflowRun({ ...at, run_id })).rejects.toMatchObject({ status: 409 })
})

test('a newer run of the same group cancels the older one', async () => {
  await start()
  await dispatch({ job: 'wait' })
  await dispatch({ job: 'wait' })
  await github.idle()
  expect(github.repository('o/r').workflowRuns.map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'success'])
})

test('an old server answers 204, and the run is found by its title', async () => {
  await start({ dispatchAnswer: 'old_server' })
  expect((await dispatch({ job: 'nonce-7' })).status).toBe(204)
  await github.idle()
  const { data } = await octokit.rest.actions.listWorkflowRuns({ ...at, workflow_id: 'heal.yml', event: 'workflow_dispatch' })
  expect(data.workflow_runs.map(({ display_title }) => display_title)).toEqual(['heal nonce-7'])
})

test.each([
  ['an unknown input', { job: 'x', nope: '1' }, {}, 422, /Unexpected inputs/],
  ['no required input', {}, {}, 422, /Required input 'job'/],
  ['a choice that is not offered', { job: 'x', mode: 'warp' }, {}, 422, /allowed values/],
  ['inputs that are too long', { job: 'x'.repeat(65_536) }, {}, 422, /too large/],
  ['a missing workflow', { job: 'x' }, { workflow_id: 'nope.yml' }, 404, /Not Found/],
  ['a missing ref', { job: 'x' }, { ref: 'nope' }, 422, /No ref found/],
])('a dispatch with %s is refused', async (_, inputs, more, status, message) => {
  await start()
  await expect(dispatch(inputs as Record<string, string>, more)).rejects.toMatchObject({ status, message: expect.stringMatching(message) })
  expect(github.repository('o/r').workflowRuns).toHaveLength(0)
})

test('a disabled workflow says so and is not started', async () => {
  await start()
  github.disableWorkflow('o/r', PATH)
  expect((await octokit.rest.actions.getWorkflow({ ...at, workflow_id: 'heal.yml' })).data).toMatchObject({
    name: 'Heal',
    state: 'disabled_manually',
  })
  await expect(dispatch({ job: 'x' })).rejects.toMatchObject({ status: 422 })
})

test('a test can put its own result in the place of a run', async () => {
  await start({
    run: async ({ inputs }) => ({
      conclusion: 'success',
      jobs: [],
      artifacts: new Map([['forged', Buffer.from(String(inputs?.['job']))]]),
    }),
  })
  await dispatch({ job: 'x' })
  await github.idle()
  expect(String(github.repository('o/r').workflowRuns[0]?.artifacts[0]?.bytes)).toBe('x')
})

test('what is not modelled fails the run, and idle tells of it', async () => {
  await start()
  await github.pushCommit({
    repo: 'o/r',
    branch: 'main',
    files: { [PATH]: WORKFLOW.replace('actions/checkout@v4', 'other/thing@v1') },
    message: 'm',
  })
  await dispatch({ job: 'x' })
  await expect(github.idle()).rejects.toThrow(/other\/thing@v1' is not modelled/)
  expect(github.repository('o/r').workflowRuns[0]?.conclusion).toBe('failure')
})

test('a run of CI itself tests the merge of a pull request and logs its checkout', async () => {
  await start()
  const ci =
    'name: CI\non: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: cat a.txt b.txt\n'
  await github.pushCommit({ repo: 'o/r', branch: 'main', files: { '.github/workflows/ci.yml': ci }, message: 'ci' })
  const sha = await github.pushCommit({ repo: 'o/r', branch: 'topic', files: { 'b.txt': 'b\n' }, message: 'b' })
  await github.pushCommit({ repo: 'o/r', branch: 'main', files: { 'a.txt': 'newer\n' }, message: 'base moved' })
  const { number } = await github.openPull({ repo: 'o/r', head: 'topic', title: 't' })
  const mergeSha = await github.mergeRef('o/r', number)
  await github.startRun('o/r', {
    path: '.github/workflows/ci.yml',
    event: 'pull_request',
    sha,
    branch: 'topic',
    actor: 'o',
    ref: `refs/pull/${number}/merge`,
    mergeSha,
    pulls: [number],
  })
  await github.idle()
  const run = github.repository('o/r').workflowRuns[0]
  expect([run?.conclusion, run?.headSha]).toEqual(['success', sha])
  expect(run?.jobs[0]?.log).toMatch(/newer/)
  expect(run?.jobs[0]?.log).toContain(`HEAD is now at ${mergeSha.slice(0, 7)} Merge ${sha} into`)
  expect(
    (await client(github, github.issueToken('o', { actions: 'read' })).rest.actions.getWorkflowRun({ ...at, run_id: run?.id ?? 0 })).data
      .pull_requests,
  ).toHaveLength(1)
})
