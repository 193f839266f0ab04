import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPredictor } from '../../src/engine/history/prediction/saved-predictor.ts'
import { issueToken } from '../../src/server/api/access/issue-token.ts'
import type { RunningServer } from '../../src/server/create-server.ts'
import { writeZip } from '../support/actions/zip.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { WorldRepository } from '../support/world/repository.ts'
import { startWorld, type World } from '../support/world.ts'

const MOVES = 'tests/test_inventory.py::test_moves_stock'
const NAMES = 'tests/test_inventory.py::test_knows_its_name'
const COUNTS = 'tests/test_counts.py::test_counts'

let world: World
let server: RunningServer
beforeAll(async () => {
  world = await startWorld({ roles: null })
  server = await world.start()
})
afterAll(() => world.stop())

function junit(failed: readonly string[]): string {
  const cases = [MOVES, NAMES, COUNTS].map((id) => {
    const [file = '', name = ''] = id.split('::')
    const failure = failed.includes(id) ? '<failure message="AssertionError: assert 1 == 2">E AssertionError</failure>' : ''
    return `<testcase classname="${file.replace('.py', '').replaceAll('/', '.')}" name="${name}" time="0.02">${failure}</testcase>`
  })
  return `<testsuites><testsuite name="pytest">${cases.join('')}</testsuite></testsuites>`
}

const ended = (failed: readonly string[]) => ({
  log: pytestLog(failed.map((testId) => ({ testId }))),
  conclusion: failed.length === 0 ? ('success' as const) : ('failure' as const),
  artifacts: [{ name: 'test-results', zip: writeZip([['junit.xml', junit(failed)]]) }],
})

/** A repository whose default branch ran four times; every change of the inventory broke the test of moving stock. */
async function withHistory(name: string, settings: string): Promise<WorldRepository> {
  const repository = await world.addRepository('pytest-renamed-method', { name, settings: `HEALING_MAX_PER_DAY: 0\n${settings}` })
  for (const [index, failed] of [[MOVES], [], [MOVES], []].entries()) {
    const path = failed.length > 0 ? 'store/inventory.py' : 'store/prices.py'
    const files = { [path]: `# ${index}\n` }
    const sha = await repository.push({ branch: 'main', message: `Change ${index}`, files })
    await repository.ci({ sha, branch: 'main' }, ended(failed))
    await world.settled()
  }
  return repository
}

type Row = { readonly test_id: string; readonly failed: boolean | null; readonly maintained: boolean | null }
const rowsOf = async (repository: WorldRepository) =>
  world.watch.rows<Row>(
    `SELECT test_id, basis, failure, maintenance, reasons, failed, maintained FROM prediction JOIN repository USING (repository_id)
     WHERE full_name = $1 ORDER BY made_at, test_id`,
    [repository.repo],
  )

async function idOf({ repo }: WorldRepository): Promise<number> {
  const [row] = await world.watch.rows<{ id: string }>('SELECT repository_id AS id FROM repository WHERE full_name = $1', [repo])
  return Number(row?.id)
}

test('PREDICTION: said before CI ends, with the reason; scored when it has ended', async () => {
  const repository = await withHistory('predicted', 'PREDICTION: true\n')
  const pull = await repository.openPull({ branch: 'topic', message: 'Move more', files: { 'store/inventory.py': '# more\n' } })
  await world.settled()
  const checks = () => repository.state.checkRuns.filter((check) => check.name === 'Suture / prediction' && check.headSha === pull.headSha)
  expect(checks()).toMatchObject([{ conclusion: 'neutral' }])
  const said = `${checks()[0]?.output.title}\n${checks()[0]?.output.summary}`.replaceAll('\\', '')
  expect(said).toMatch(/1 test may fail/)
  expect(said).toMatch(/`tests\/test_inventory\.py::test_moves_stock`, \d\d %: .*began to fail in 2 of 2 changes of store\/inventory\.py/s)
  expect(said).not.toContain('test_counts')
  const before = await rowsOf(repository)
  expect(before).toMatchObject(
    [COUNTS, NAMES, MOVES].map((id) => ({ test_id: id, basis: 'average', failed: null, maintained: null })).toSorted(byId),
  )

  await repository.ci(pull, ended([MOVES]))
  await world.settled()
  const after = await rowsOf(repository)
  expect(Object.fromEntries(after.map((row) => [row.test_id, row.failed]))).toEqual({
    [MOVES]: true,
    [NAMES]: false,
    [COUNTS]: false,
  })

  const { secret } = await issueToken(server.history, {
    repositoryId: await idOf(repository),
    name: 'ci',
    mayWrite: false,
    days: 1,
    by: 'mona',
    now: new Date(),
  })
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/repositories/${repository.repo}/${path}`, {
      headers: { authorization: `Bearer ${secret}` },
    })
    return answer.json()
  }
  expect(await ask(`predictions?pull=${pull.number}&limit=2`)).toMatchObject({
    items: [{ testId: COUNTS, failed: false }, { testId: NAMES }],
    next: expect.any(String),
  })
  expect(await ask('predictions/calibration')).toMatchObject({ count: 3, brier: expect.any(Number) })
  expect(readPredictor(((await ask('predictor')) as { predictor: unknown }).predictor)?.memory.runs).toBe(5)

  await repository.push({ branch: 'topic', message: 'Follow', files: { 'tests/test_inventory.py': '# follows\n' } })
  await world.settled()
  const maintained = (await rowsOf(repository)).filter((row) => row.failed !== null).map((row) => [row.test_id, row.maintained])
  expect(Object.fromEntries(maintained)).toEqual({ [MOVES]: true, [NAMES]: true, [COUNTS]: null })
})

test('without PREDICTION nothing is learned and nothing is said', async () => {
  const repository = await withHistory('unasked', '')
  const pull = await repository.openPull({ branch: 'topic', message: 'Move more', files: { 'store/inventory.py': '# more\n' } })
  await world.settled()
  expect(repository.state.checkRuns.filter((check) => check.headSha === pull.headSha && check.name === 'Suture / prediction')).toEqual([])
  expect(await rowsOf(repository)).toEqual([])
})

function byId(one: { readonly test_id: string }, other: { readonly test_id: string }): number {
  return one.test_id < other.test_id ? -1 : 1
}
