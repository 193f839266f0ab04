import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HealJob } from '../../src/protocol/heal-job.ts'
import type { HealReport } from '../../src/protocol/heal-report.ts'
import { MAX_INPUT_LENGTH } from '../../src/protocol/version.ts'
import { writeZip } from '../support/actions/zip.ts'
import { fixtureReport } from '../support/world/fixture-report.ts'
import { junitOfFailing, manyFailing } from '../support/world/many-failing.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { WorldRepository } from '../support/world/repository.ts'
import { seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const MOST_ON_A_PAGE = 65_535 // GitHub's limit for comments and summaries
const SETTLE_MS = 300_000
const SILENT = pytestLog([]).replace(/\n$/, '\n2026-03-03T09:01:20.0000000Z ##[error]Process completed with exit code 1.\n')
const ROWS = `SELECT count(*)::int AS failures, count(verdict)::int AS answered, count(DISTINCT test_case_id)::int AS tests
  FROM test_failure JOIN repository USING (repository_id) WHERE full_name = $1`

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** What a run says that saw all of them fail and found nothing out. */
async function reportOf(repository: WorldRepository, job: HealJob, count: number): Promise<HealReport> {
  const report = await fixtureReport(repository.fixture, job, 'unknown')
  const [template] = report.evidence.analyses
  if (!template) throw new Error('the report of the fixture has no analysis')
  const analyses = Array.from({ length: count }, (_, index) => {
    const [testFile = '', testName = ''] = manyFailing.idOf(index).split('::')
    const failure = { ...template.failure, testId: manyFailing.idOf(index), testFile, testName, errorMessage: manyFailing.saidBy(index) }
    return { ...template, failure }
  })
  return { ...report, evidence: { ...report.evidence, analyses } }
}

test.each([
  ['five-thousand', 5_000, '5000 tests'],
  ['seven-thousand', 7_000, '5000 tests'],
])(
  '%s failing tests of one run are answered',
  async (name, count, title) => {
    const repository = await smallRepository(world, name)
    world.reports.leave(async (job) => ({ report: await reportOf(repository, job, 5_000) }))
    const artifacts = [{ name: 'test-results', zip: writeZip([['junit.xml', junitOfFailing(count)]]) }]
    const broken = await repository.breakIt({ log: SILENT, artifacts })
    await world.settled(SETTLE_MS)
    const found = await seen(world, repository, broken)
    expect(found).toMatchObject({
      runs: [{}],
      comments: [{}],
      checks: [{ status: 'completed', conclusion: 'neutral' }],
      healings: [{ state: 'done' }],
    })
    expect(JSON.stringify(found.runs[0]).length).toBeLessThan(MAX_INPUT_LENGTH)
    expect(found.runs[0]?.files).toHaveLength(50)
    const [check] = found.checks
    expect(check?.output.title?.length).toBeLessThanOrEqual(255)
    expect(check?.output.title).toContain(title)
    expect(check?.output.summary?.length).toBeLessThan(MOST_ON_A_PAGE)
    expect(found.comments[0]?.body.length).toBeLessThan(MOST_ON_A_PAGE)
    expect(found.comments[0]?.body).toContain(title)
    for (const page of [check?.output.summary, found.comments[0]?.body])
      expect(page).toMatch(/more answers? \(T\d+ to T5000\)[\s\S]*more tests \(T\d+ to T5000\), which do not fit/)
    expect(await world.watch.rows(ROWS, [repository.repo])).toEqual([{ failures: 5_000, answered: 5_000, tests: 5_000 }])
    if (count > 5_000) expect(check?.output.summary).toContain('2000 more failing tests are not listed')
  },
  SETTLE_MS,
)
