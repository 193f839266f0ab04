import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HealJob } from '../../../src/protocol/heal-job.ts'
import { commitMessages } from '../../../src/runner/workspace/commit-messages.ts'
import { createGitHub } from '../../../src/server/github/octokit.ts'
import type { EffectTarget } from '../../../src/server/github/target.ts'
import { fetchCommitMessages } from '../../../src/server/heal-steps/fetch-commit-messages.ts'
import { createLog } from '../../../src/server/log.ts'
import { type GitHub, startGitHub } from '../../support/github/start-github.ts'
import { JOB } from '../intake/report-case.ts'

let github: GitHub
let target: EffectTarget
let dir: string
beforeAll(async () => {
  github = await startGitHub()
  await github.createRepository({ owner: 'o', name: 'r', files: { 'a.txt': 'one\n' } })
  const access = { appId: github.app.id, privateKey: github.privateKey, webhookSecret: github.webhookSecret, apiUrl: github.apiUrl }
  const octokit = await (await createGitHub(access, createLog('silent'))).installation(github.installationOf('o'))
  target = { octokit, owner: 'o', repo: 'r', login: 'suture[bot]' }
  dir = await github.repository('o/r').git('rev-parse', '--absolute-git-dir')
}, 60_000)
afterAll(() => github.close())

const git = (args: readonly string[], input = '') => execFileSync('git', ['-C', dir, ...args], { input, encoding: 'utf8' }).trim()
const env = { PATH: process.env['PATH'] }

/** A branch of commits with these messages, each a minute after the other; every third one a merge of the main branch where `merges`. */
function branch(name: string, messages: readonly string[], merges = false): string {
  const lines = messages.flatMap((message, index) => [
    `commit refs/heads/${name}`,
    `committer Dev <dev@example.com> ${1_800_000_000 + index * 60} +0000`,
    `data ${Buffer.byteLength(message)}`,
    message,
    ...(index === 0 ? ['from refs/heads/main^0'] : []),
    ...(merges && index % 3 === 2 ? ['merge refs/heads/main^0'] : []),
  ])
  git(['fast-import', '--quiet', '--force'], `${lines.join('\n')}\n`)
  return git(['rev-parse', name])
}

const jobOf = (base: string, head: string, merge: HealJob['merge'] = null): HealJob => ({ ...JOB, base, head, merge })
const main = () => git(['rev-parse', 'main'])
const both = async (base: string, head: string) => ({
  runner: await commitMessages(dir, base, head, env),
  server: await fetchCommitMessages(target, jobOf(base, head)),
})

test('the server reads the messages that the runner reads, newest first', async () => {
  const head = branch('few', ['Rename `total`\n\nIt was never the total.\n\nRefs: #7', '   \n', 'Übersetze alles\r\n\r\nWirklich'])
  const { runner, server } = await both(main(), head)
  expect(server).toEqual(runner)
  expect(server).toEqual(['Übersetze alles\r\n\r\nWirklich', 'Rename `total`\n\nIt was never the total.\n\nRefs: #7'])
})

test('of a long branch the newest fifty, without its merges, over several pages', async () => {
  const head = branch(
    'long',
    Array.from({ length: 150 }, (_, index) => `Step ${index}`),
    true,
  )
  const { runner, server } = await both(main(), head)
  expect(server).toEqual(runner)
  expect(server).toHaveLength(50)
  expect(server.slice(0, 3)).toEqual(['Step 148', 'Step 147', 'Step 145'])
})

test('of a merge that CI tested, those between its two sides', async () => {
  const [base, head] = [main(), branch('topic', ['Round half to even'])]
  const merged = jobOf('f'.repeat(40), head, { base, head })
  expect(await fetchCommitMessages(target, merged)).toEqual(['Round half to even'])
  expect(await commitMessages(dir, base, head, env)).toEqual(['Round half to even'])
})

test('a pasted log is cut, and commits without a common history have no messages', async () => {
  const head = branch('pasted', ['x'.repeat(100_000)])
  expect((await fetchCommitMessages(target, jobOf(main(), head))).map(({ length }) => length)).toEqual([20_000])
  expect(await fetchCommitMessages(target, jobOf('e'.repeat(40), head))).toEqual([])
})
