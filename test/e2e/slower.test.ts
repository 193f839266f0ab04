import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../../src/server/create-server.ts'
import { saveCiRun } from '../../src/server/history/ci-runs.ts'
import { listRegressions } from '../../src/server/history/performance/regressions.ts'
import { saveExecutions } from '../../src/server/history/test-executions.ts'
import { writeZip } from '../support/actions/zip.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import { startWorld, type World } from '../support/world.ts'

const HOUR_MS = 3_600_000
const NAMES = ['adds', 'asks', 'builds', 'counts', 'draws', 'ends', 'finds', 'gives']
const SLOW = 'tests/test_rates.py::test_counts'
const identity = (name: string) => ({
  ...{ framework: 'pytest', testId: `tests/test_rates.py::test_${name}`, file: 'tests/test_rates.py', suite: '', name: `test_${name}` },
  parameters: null,
})

/** How long each test takes: about 100 ms, times the machine's factor, and `counts` so many times longer. */
function durations(seed: number, machine: number, times: number): readonly (readonly [name: string, ms: number])[] {
  return NAMES.map((name, index) => {
    const noise = 1 + 0.05 * Math.sin(13 * seed + 7 * index)
    return [name, Math.round(100 * machine * noise * (name === 'counts' ? times : 1))]
  })
}

function green(seed: number, machine: number, times: number) {
  const cases = durations(seed, machine, times).map(
    ([name, ms]) => `<testcase classname="tests.test_rates" name="test_${name}" time="${ms / 1_000}"/>`,
  )
  const xml = `<testsuites><testsuite name="pytest" tests="${cases.length}">${cases.join('')}</testsuite></testsuites>`
  return { log: pytestLog([]), conclusion: 'success', artifacts: [{ name: 'junit', zip: writeZip([['junit.xml', xml]]) }] }
}

let world: World
let server: RunningServer
beforeAll(async () => {
  world = await startWorld({ roles: null })
  server = await world.start()
})
afterAll(() => world.stop())

async function idOf(fullName: string): Promise<number> {
  const [row] = await world.watch.rows<{ id: number }>('SELECT repository_id::int AS id FROM repository WHERE full_name = $1', [fullName])
  return row?.id ?? 0
}

/** A repository whose default branch ran 30 times; `times`: how much longer the test took in the last eight of them. */
async function ranBefore(name: string, settings: string, times: number) {
  const repository = await world.addRepository('pytest-renamed-method', { name, settings })
  const sha = await repository.state.git('rev-parse', 'main')
  await repository.ci({ sha, branch: 'main' }, green(0, 1, times))
  await world.settled()
  const repositoryId = await idOf(repository.repo)
  for (let index = 1; index <= 30; index += 1) {
    const at = new Date(Date.now() - index * 6 * HOUR_MS)
    const headSha = String(index).padStart(40, 'a')
    const id = repositoryId * 1_000 + index
    await saveCiRun(server.history.database, {
      ...{ repositoryId, id, attempt: 1, workflowId: 1, workflowPath: '.github/workflows/ci.yml', workflowName: 'CI', event: 'push' },
      ...{ status: 'completed', conclusion: 'success', headBranch: 'main', headSha, headRepositoryId: repositoryId, testedTree: headSha },
      ...{ mergeHeadSha: null, mergeBaseSha: null, pullNumbers: [], actor: 'mona', startedAt: at, completedAt: at, ingestedAt: at },
    })
    const executions = durations(index, index % 5 === 0 ? 2.5 : 1, index < 8 ? times : 1).map(([test, durationMs]) => ({
      ...{ test: identity(test), job: '', variant: '', repetition: 0, outcome: 'passed' as const, durationMs, source: 'report' as const },
    }))
    await saveExecutions(server.history.database, { repositoryId, ciRunId: id, attempt: 1, at }, executions)
  }
  await repository.ci({ sha, branch: 'main' }, green(31, 1, times))
  await world.settled()
  return repository
}

const TOLD = /\*\*Slower: 1 test\*\*/

test.each([
  ['slower', '', 3, true],
  ['allowed', 'PERFORMANCE_REGRESSION_THRESHOLD: 4\n', 3, false],
  ['machine', '', 1, false],
])('a pull request that passes hears what it makes slower, and is silent else: %s', async (name, settings, times, isTold) => {
  const repository = await ranBefore(name, settings, 1)
  const pull = await repository.openPull({ branch: 'topic', message: 'Say a word', files: { 'WORDS.md': 'a word\n' } })
  const own = () => repository.state.comments.filter(({ number, user }) => number === pull.number && user === 'suture[bot]')
  await repository.ci(pull, green(40, 2, times))
  await world.settled()
  expect(own()).toEqual([]) // one run of one machine proves nothing
  for (const seed of [41, 42]) await repository.ci(pull, green(seed, 2, times))
  await world.settled()
  expect(own().filter(({ body }) => TOLD.test(body))).toHaveLength(isTold ? 1 : 0)
  expect(own()).toHaveLength(isTold ? 1 : 0)
  if (isTold) expect(own()[0]?.body).toContain(SLOW)
  expect(repository.state.checkRuns.filter(({ conclusion }) => conclusion === 'failure')).toEqual([])
})

test('a test that is slower on the default branch is stored with the commit since when', async () => {
  const repository = await ranBefore('main-slower', '', 2)
  const [found, ...others] = await listRegressions(server.history.database, await idOf(repository.repo), { limit: 10 })
  expect(others).toEqual([])
  expect(found).toMatchObject({ testId: SLOW, state: 'open', sinceCommit: '7'.padStart(40, 'a'), fastCommit: '8'.padStart(40, 'a') })
  expect(found?.ratio).toBeCloseTo(2, 0)
  expect(found?.ratioLow).toBeGreaterThan(1.5)
})
