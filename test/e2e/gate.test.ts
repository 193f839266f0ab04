import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../../src/server/create-server.ts'
import type { Pull } from '../support/github/state.ts'
import { type LoggedFailure, pytestLog } from '../support/world/pytest-log.ts'
import type { CiEnd, WorldRepository } from '../support/world/repository.ts'
import { startWorld, type World } from '../support/world.ts'

const FLAKY = 'tests/test_rates.py::test_asks_once'
const KNOWN: LoggedFailure = { testId: FLAKY, error: 'ConnectionError: the provider does not answer' }
const NEW: LoggedFailure = { testId: FLAKY, error: 'KeyError: rates' }

/** For jobs that nobody waits for. */
const SOON = { timeout: 30_000 }

let world: World
let server: RunningServer
beforeAll(async () => {
  world = await startWorld({ roles: null })
  server = await world.start()
})
afterAll(() => world.stop())

/** A repository with a gate, whose default branch was green with ten tests, and a pull request that changes a text. */
async function gated(name: string, settings = 'gate: [ci.yml]\n') {
  const repository = await world.addRepository('pytest-renamed-method', { name, settings: `HEALING_MAX_PER_DAY: 0\n${settings}` })
  world.github.setCollaborator(repository.repo, 'mona', 'write')
  const main = await repository.push({ branch: 'main', message: 'Say more', files: { 'NOTES.md': 'more\n' } })
  await repository.ci({ sha: main, branch: 'main' }, { log: pytestLog([]), conclusion: 'success' })
  await world.settled()
  const pull = await repository.openPull({ branch: 'topic', message: 'Say a word', files: { 'WORDS.md': 'a word\n' } })
  return { repository, pull, ...told(repository, pull.headSha) }
}

function told(repository: WorldRepository, sha: string) {
  const gate = () => repository.state.checkRuns.filter((check) => check.name === 'Suture / gate' && check.headSha === sha)
  return {
    sha,
    gate,
    /** What the one check says, without escapes. */
    said: () => {
      const [check, ...more] = gate()
      expect(more).toEqual([])
      return `${check?.conclusion ?? check?.status}: ${check?.output.title}\n${check?.output.summary}`.replaceAll('\\', '')
    },
  }
}

async function ran(repository: WorldRepository, pull: Pull, end: CiEnd): Promise<void> {
  await repository.ci(pull, end)
  await world.settled()
}

const red = (...failures: readonly LoggedFailure[]): CiEnd => ({ log: pytestLog(failures, 10) })
const mute = `/quarantine \`${FLAKY}\` reason: the provider is slow`

test('command → green → new signature → red → known again → green → expired → red, each said', async () => {
  const { repository, pull, said, gate } = await gated('contract')
  await world.settled()
  expect(said()).toMatch(/^in_progress: Waiting for 1 run.*ci\.yml/s)
  await ran(repository, pull, red(KNOWN))
  expect(said()).toMatch(/^failure: 1 reason.*test_asks_once.*does not answer.*\/quarantine/s)

  await repository.comment(pull.number, mute, 'stranger')
  await world.settled()
  expect(said()).toMatch(/^failure/)
  await repository.comment(pull.number, mute, 'mona')
  await world.settled()
  expect(said()).toMatch(/^success: Only quarantined failures \(1\).*test_asks_once.*until 20.*`mona`.*the provider is slow/s)

  await ran(repository, pull, { ...red(NEW), attempt: 2 })
  expect(said()).toMatch(/^failure.*KeyError: rates.*Another failure of this test is quarantined/s)
  await repository.ci(pull, { ...red(KNOWN), attempt: 3, status: 'in_progress' })
  await world.settled()
  expect(said()).toMatch(/^in_progress/)
  await ran(repository, pull, { ...red(KNOWN), attempt: 3 })
  expect(said()).toMatch(/^success/)

  await world.watch.rows("UPDATE quarantine SET expires_at = now() - interval '1 second'")
  for (let times = 0; times < 2; times += 1) {
    await server.history.transaction((database) => server.queue.send(database, 'expire-quarantines', {}))
    await world.settled()
  }
  await expect.poll(said, SOON).toMatch(/^failure.*Its quarantine ended on/s)
  expect(gate()).toHaveLength(1)
  const ended = () => repository.state.comments.filter(({ body }) => body.includes('quarantine-ended'))
  await expect.poll(ended, SOON).toMatchObject([{ number: pull.number, body: expect.stringMatching(/@mona.*renewed once/s) }])
})

test('beside a quarantined failure: what else failed, or was not seen, is red', async () => {
  const { repository, pull, said } = await gated('beside')
  await ran(repository, pull, red(KNOWN))
  await repository.comment(pull.number, mute, 'mona')
  await world.settled()
  expect(said()).toMatch(/^success/)
  const build = { ...red(KNOWN), jobs: [{ name: 'test', failedSteps: ['Run tests', 'Build'] }] }
  await ran(repository, pull, { ...build, attempt: 2 })
  expect(said()).toMatch(/^failure.*failed in more than its tests: `Run tests`, `Build`/s)
  await ran(repository, pull, { log: '', attempt: 3 })
  expect(said()).toMatch(/^failure.*its log tells nothing: it is empty/s)
  await ran(repository, pull, { log: pytestLog([KNOWN], 5), attempt: 4 })
  expect(said()).toMatch(/^failure.*shows 6 tests.* 10/s)
})

test('GATE_MIN_TESTS says how many fewer tests are still a whole run', async () => {
  const { repository, pull, said } = await gated('smaller', 'gate: [ci]\nGATE_MIN_TESTS: 0.3\n')
  await ran(repository, pull, { log: pytestLog([], 4), conclusion: 'success' })
  expect(said()).toMatch(/^success: Nothing failed/)
})

test('a merge group, a rerun of the check, and another App', async () => {
  const { repository, pull, said } = await gated('queue')
  await ran(repository, pull, { log: pytestLog([]), conclusion: 'success' })
  expect(said()).toMatch(/^success: Nothing failed/)
  const group = await world.github.mergeGroup(repository.repo, pull.number)
  await world.settled()
  const ofGroup = told(repository, group.sha)
  expect(ofGroup.said()).toMatch(/^in_progress/)
  await repository.ci(group, { log: pytestLog([KNOWN]), event: 'merge_group' })
  await world.settled()
  expect(ofGroup.said()).toMatch(/^failure/)
  const [check] = ofGroup.gate()
  await repository.comment(pull.number, mute, 'mona')
  await world.github.rerequestCheck(repository.repo, check?.id ?? 0, 'mona')
  await world.settled()
  expect(ofGroup.said()).toMatch(/^failure/)
})
