import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOwnersOf } from '../../../../../src/server/gate/code-owners.ts'
import type { History } from '../../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../../src/server/history/connection/open-history.ts'
import { findCodeOwners, saveCodeOwners } from '../../../../../src/server/history/performance/code-owners.ts'
import { listTrends, type TrendQuery } from '../../../../../src/server/history/performance/trends.ts'
import { aggregate, setUncounted } from '../../../../../src/server/history/periods/aggregate.ts'
import { saveExecutions } from '../../../../../src/server/history/test-executions.ts'
import { storeRun } from '../../../../support/stored-run.ts'

const REPOSITORY = 77
const DAYS = 24
const DAY_MS = 86_400_000
const START = new Date('2026-10-01T12:00:00Z')
const OWNERS = '* @everybody\n/web/ @web-team @mona\n/web/free.py\n'
const identity = (file: string, name: string) => ({
  ...{ framework: 'pytest', testId: `${file}::${name}`, file, suite: name.startsWith('in') ? 'Inside' : '', name, parameters: null },
})
const CALM = ['a', 'b', 'c', 'd', 'e', 'in_f', 'in_g'].map((name) => identity('core/calm.py', name))

let history: History
beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
  for (let day = 0; day < DAYS; day += 1) {
    const at = new Date(START.getTime() + day * DAY_MS)
    const sha = String(day).padStart(40, '0')
    const run = await storeRun(history.database, {
      ...{ repositoryId: REPOSITORY, id: 7_700 + day, headSha: sha, testedTree: sha, startedAt: at, ingestedAt: at },
    })
    const machine = day > 12 ? 2 : 1 // a fleet that is slow for good
    const noise = (index: number) => 1 + 0.03 * Math.sin(11 * day + 5 * index)
    const rows = [
      ...CALM.map((own, index) => ({ own, ms: 100 * machine * noise(index), hasFailed: false })),
      { own: identity('web/slow.py', 'grows'), ms: 100 * machine * noise(9) * 2 ** (day / 12), hasFailed: false },
      { own: identity('web/free.py', 'fails'), ms: 100 * machine * noise(8), hasFailed: day > 12 && day % 4 > 0 },
    ]
    const executions = rows.map(({ own, ms, hasFailed }) => ({
      ...{ test: own, job: '', variant: '', repetition: 0, outcome: hasFailed ? ('failed' as const) : ('passed' as const) },
      ...{ durationMs: ms, source: 'report' as const },
    }))
    await saveExecutions(history.database, { repositoryId: REPOSITORY, ciRunId: run.id, attempt: 1, at }, executions)
    await setUncounted(history.database, run)
  }
  await aggregate(history, REPOSITORY, 'daily', new Date(START.getTime() + DAYS * DAY_MS), new AbortController().signal)
})
afterAll(() => history.close())

async function directions(by: TrendQuery['by'], of: 'durations' | 'failures') {
  const query = { by, since: START, until: new Date(START.getTime() + (DAYS + 1) * DAY_MS) }
  await saveCodeOwners(history.database, REPOSITORY, OWNERS)
  const text = (await findCodeOwners(history.database, REPOSITORY)) ?? ''
  const found = await listTrends(history.database, REPOSITORY, { ...query, ownersOf: (file) => codeOwnersOf(file, text) })
  return Object.fromEntries(found.map((one) => [one.name, one[of].direction]))
}

test('a file that takes longer and longer is told from machines that became slow', async () => {
  const since = new Date(START.getTime() - DAY_MS)
  const files = await listTrends(history.database, REPOSITORY, { by: 'file', since, until: new Date(START.getTime() + DAYS * DAY_MS) })
  expect(files.map(({ name, durations }) => [name, durations.direction])).toEqual([
    ['core/calm.py', 'stable'],
    ['web/free.py', 'stable'],
    ['web/slow.py', 'increasing'],
  ])
  expect(files[2]).toMatchObject({ executions: DAYS, failureRate: 0, flakeRate: 0 })
  expect(files[2]?.durations.change).toBeGreaterThan(1)
})

test('failures have a trend of their own', async () => {
  expect(await directions('file', 'failures')).toEqual({ 'core/calm.py': 'stable', 'web/free.py': 'increasing', 'web/slow.py': 'stable' })
})

test('suites and tests have trends', async () => {
  expect(await directions('suite', 'durations')).toHaveProperty('Inside', 'stable')
  expect(await directions('test', 'durations')).toMatchObject({ 'web/slow.py::grows': 'increasing', 'core/calm.py::a': 'stable' })
})

test('the last line of CODEOWNERS that fits says who owns a file, all of its names count, and a line without names frees it', async () => {
  expect(await directions('owner', 'durations')).toEqual({ everybody: 'stable', mona: 'increasing', 'web-team': 'increasing' })
})
