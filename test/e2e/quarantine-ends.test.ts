import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../../src/server/create-server.ts'
import { saveCiRun } from '../../src/server/history/ci-runs.ts'
import { saveExecutions } from '../../src/server/history/test-executions.ts'
import { writeZip } from '../support/actions/zip.ts'
import { fixtureReport } from '../support/world/fixture-report.ts'
import { type LoggedFailure, pytestLog } from '../support/world/pytest-log.ts'
import { startWorld, type World } from '../support/world.ts'

const FLAKY = 'tests/test_rates.py::test_asks_once'
const KNOWN = { testId: FLAKY, error: 'ConnectionError: the provider does not answer' }
const NEW = { testId: FLAKY, error: 'KeyError: rates' }
const CASE = { framework: 'pytest', testId: FLAKY, file: 'tests/test_rates.py', suite: '', name: 'test_asks_once', parameters: null }
/** Of the one test that is looked at. */
const report = (failure: string) => [
  {
    name: 'junit',
    zip: writeZip([
      [
        'junit.xml',
        `<testsuites><testsuite name="pytest" tests="1"><testcase classname="tests.test_rates" name="test_asks_once">${failure}</testcase></testsuite></testsuites>`,
      ],
    ]),
  },
]
const GREEN = { log: pytestLog([]), conclusion: 'success', artifacts: report('') }
const red = (failure: LoggedFailure) => ({ log: pytestLog([failure]), artifacts: report(`<failure message="${failure.error}"/>`) })
const DAY_MS = 86_400_000

let world: World
let server: RunningServer
beforeAll(async () => {
  world = await startWorld({ roles: null })
  server = await world.start()
})
afterAll(() => world.stop())

async function gated(name: string, settings: string) {
  const repository = await world.addRepository('pytest-renamed-method', { name, settings: `gate: [ci.yml]\n${settings}` })
  world.reports.leave(async (job) => ({ report: await fixtureReport(repository.fixture, job, 'flaky') }))
  world.github.setCollaborator(repository.repo, 'mona', 'write')
  const main = { sha: await repository.push({ branch: 'main', message: 'Say more', files: { 'NOTES.md': 'more\n' } }), branch: 'main' }
  await repository.ci(main, GREEN)
  await world.settled()
  const pull = await repository.openPull({ branch: 'topic', message: 'Say a word', files: { 'WORDS.md': 'a word\n' } })
  await repository.ci(pull, red(KNOWN))
  await world.settled()
  const own = () => repository.state.comments.filter(({ number, user }) => number === pull.number && user === 'suture[bot]')
  return {
    ...{ repository, pull, main },
    said: (words: RegExp) => own().filter(({ body }) => words.test(body)),
    gate: () => repository.state.checkRuns.find((check) => check.name === 'Suture / gate' && check.headSha === pull.headSha),
  }
}

/** A run of another branch so many days ago, with the outcome of the test by a report. */
async function ranBefore(repositoryId: number, id: number, days: number, outcome: 'passed' | 'failed'): Promise<void> {
  const at = new Date(Date.now() - days * DAY_MS + id)
  await saveCiRun(server.history.database, {
    ...{
      repositoryId,
      id,
      attempt: 1,
      workflowId: 5,
      workflowPath: 'other.yml',
      workflowName: 'other',
      event: 'push',
      status: 'completed',
    },
    ...{ conclusion: 'success', headBranch: 'other', headSha: 'a'.repeat(40), headRepositoryId: repositoryId, testedTree: null },
    ...{ mergeHeadSha: null, mergeBaseSha: null, pullNumbers: [], actor: null, startedAt: at, completedAt: at, ingestedAt: at },
  })
  const execution = { test: CASE, job: '', variant: '', repetition: 0, outcome, durationMs: 1, source: 'report' } as const
  await saveExecutions(server.history.database, { repositoryId, ciRunId: id, attempt: 1, at }, [execution])
}

test('enough clean runs release a quarantined test, and it counts again', async () => {
  const { repository, pull, said, gate } = await gated('released', 'HEALING_MAX_PER_DAY: 0\n')
  await repository.comment(pull.number, `/quarantine \`${FLAKY}\` reason: the provider is slow`, 'mona')
  await world.settled()
  expect(gate()?.conclusion).toBe('success')
  const [{ id } = { id: 0 }] = await world.watch.rows<{ id: number }>(
    'SELECT repository_id::int AS id FROM repository WHERE full_name = $1',
    [repository.repo],
  )
  for (let run = 1; run <= 20; run += 1) await ranBefore(id, run, 2, run % 2 === 0 ? 'failed' : 'passed')
  for (let run = 21; run <= 40; run += 1) await ranBefore(id, run, 0, 'passed')
  await repository.ci(pull, { ...GREEN, attempt: 2 })
  await world.settled()
  expect(said(/is released from quarantine: it passed in \d+ runs in a row/)).toHaveLength(1)
  await repository.ci(pull, { ...red(KNOWN), attempt: 3 })
  await world.settled()
  expect(gate()).toMatchObject({ conclusion: 'failure', output: { summary: expect.stringContaining('Its quarantine ended') } })
})

test('QUARANTINE_AUTO mutes a flaky test for QUARANTINE_OWNER; another failure on the default branch lifts it', async () => {
  const { repository, main, said, gate } = await gated('automatic', 'QUARANTINE_AUTO: true\nQUARANTINE_OWNER: mona\n')
  expect(said(/Quarantined until .*because they are flaky.*test_asks_once.*@mona/s)).toHaveLength(1)
  expect(gate()).toMatchObject({ conclusion: 'success', output: { title: 'Only quarantined failures (1)' } })
  await repository.ci(main, { ...red(NEW), attempt: 2 })
  await world.settled()
  expect(said(/is lifted: it failed on the default branch in a way that is not quarantined/)).toHaveLength(1)
  expect(gate()).toMatchObject({ conclusion: 'failure' })
})
