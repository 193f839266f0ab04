import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../../src/server/create-server.ts'
import { writeZip } from '../support/actions/zip.ts'
import type { Pull } from '../support/github/state.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { WorldRepository } from '../support/world/repository.ts'
import { startWorld, type World } from '../support/world.ts'

const FLAKY = 'tests/test_rates.py::test_asks_once'
const RED = { log: pytestLog([{ testId: FLAKY, error: 'ConnectionError: the provider does not answer' }], 10) }
const GREEN = { log: pytestLog([]), conclusion: 'success' }
const MUTE = `/quarantine \`${FLAKY}\` reason: the provider is slow`
const CASES = Array.from({ length: 10 }, (_, index) => `<testcase classname="tests.test_rates" name="test_${index}"/>`).join('')
const REPORT = `<testsuites><testsuite name="pytest" tests="10">${CASES}</testsuite></testsuites>`

let world: World
let server: RunningServer
let repository: WorldRepository
beforeAll(async () => {
  world = await startWorld({ roles: null })
  server = await world.start()
  const settings = 'HEALING_MAX_PER_DAY: 0\ngate: [ci.yml]\n'
  repository = await world.addRepository('pytest-renamed-method', { name: 'guarded', settings })
  world.github.setCollaborator(repository.repo, 'mona', 'write')
  const sha = await repository.push({ branch: 'main', message: 'Say more', files: { 'NOTES.md': 'more\n' } })
  await repository.ci({ sha, branch: 'main' }, { ...GREEN, artifacts: [{ name: 'junit', zip: writeZip([['junit.xml', REPORT]]) }] })
  await world.settled()
})
afterAll(() => world.stop())

const gate = ({ headSha }: Pull) => {
  const [check] = repository.state.checkRuns.filter(({ name, headSha: sha }) => name === 'Suture / gate' && sha === headSha)
  return check && `${check.conclusion ?? check.status}: ${check.output.title}\n${check.output.summary}`.replaceAll('\\', '')
}

test('a report that the last green run had, and this one has not, is red', async () => {
  const pull = await repository.openPull({ branch: 'no-report', message: 'Say a word', files: { 'WORDS.md': 'a word\n' } })
  await repository.ci(pull, GREEN)
  await world.settled()
  expect(gate(pull)).toMatch(/^failure.*the report `?junit.* 10/s)
})

test('on the pull request of a fork neither its author nor a bot mutes anything; who may write does, and nothing of it runs', async () => {
  const { repo, name } = repository
  await world.github.createFork(repo, 'stranger')
  await world.github.pushCommit({ repo: `stranger/${name}`, branch: 'words', message: 'Say a word', files: { 'WORDS.md': 'a word\n' } })
  const pull = await world.github.openPull({ repo, head: 'stranger:words', title: 'Say a word', user: 'stranger' })
  const withReport = { ...RED, artifacts: [{ name: 'junit', zip: writeZip([['junit.xml', REPORT]]) }], headRepository: `stranger/${name}` }
  await repository.ci(pull, withReport)
  await world.settled()
  for (const user of ['stranger', 'renovate[bot]', 'suture[bot]']) {
    await repository.comment(pull.number, MUTE, user)
    await world.settled()
    expect(gate(pull), user).toMatch(/^failure.*test_asks_once/s)
  }
  await repository.comment(pull.number, MUTE, 'mona')
  await world.settled()
  expect(gate(pull)).toMatch(/^success: Only quarantined failures \(1\)/)
  expect(world.reports.jobs).toEqual([])
})

test('while Suture is down nothing is muted: the check that a team requires is not there until it is back', async () => {
  const missedFrom = world.github.deliveries.length
  world.github.setWebhookUrl(undefined)
  const pull = await repository.openPull({ branch: 'down', message: 'Say it again', files: { 'WORDS.md': 'again\n' } })
  await repository.ci(pull, { ...RED, artifacts: [{ name: 'junit', zip: writeZip([['junit.xml', REPORT]]) }] })
  await world.settled()
  expect(repository.state.checkRuns.filter(({ app, headSha }) => app === 'suture' && headSha === pull.headSha)).toEqual([])
  expect(repository.state.comments.filter(({ number }) => number === pull.number)).toEqual([])

  world.github.setWebhookUrl(`http://127.0.0.1:${server.port}/webhooks/github`)
  for (const { id } of world.github.deliveries.slice(missedFrom)) await world.github.redeliver(id)
  await world.settled()
  expect(gate(pull)).toMatch(/^success: Only quarantined failures \(1\)/)
})
