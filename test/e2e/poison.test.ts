import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HealReport } from '../../src/protocol/heal-report.ts'
import { writeZip } from '../support/actions/zip.ts'
import { fixtureReport } from '../support/world/fixture-report.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

/** What Postgres takes nowhere: a NUL, and one half of a surrogate pair. */
const NUL = '\0'
const HALF = '\ud800'
const TEST = 'tests/test_inventory.py::test_takes_pieces'
const LOST = 'AttributeError: it has no such attribute'
/** A log that says that something failed, and not what. */
const SILENT = pytestLog([]).replace(/\n$/, '\n2026-03-03T09:01:20.0000000Z ##[error]Process completed with exit code 1.\n')

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const junit = (message: string, name = 'test_knows_its_name') => `<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="0" failures="1" skipped="0" tests="2" time="0.1">
  <testcase classname="tests.test_inventory" name="${name}" time="0.01" />
  <testcase classname="tests.test_inventory" name="test_takes_pieces" time="0.01">
    <failure message="${LOST}${message}">tests/test_inventory.py:5: AttributeError${message}</failure>
  </testcase>
</testsuite></testsuites>`
const halves = Buffer.concat([
  Buffer.from(junit('|').split('|')[0] ?? ''),
  Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xc3]),
  Buffer.from(junit('|').split('|').slice(1).join('')),
])
const results = (first: object) => (file: string, title: string, message: string) =>
  JSON.stringify({
    ...first,
    testResults: [
      { name: file, status: 'failed', assertionResults: [{ ancestorTitles: [], title, status: 'failed', failureMessages: [message] }] },
    ],
  })
const jest = results({ numFailedTestSuites: 1 })
const vitest = results({ numTotalTestSuites: 1 })
const artifact = (content: string | Uint8Array, file = 'junit.xml') => [
  { name: 'test-results', zip: writeZip([[file, typeof content === 'string' ? content : Buffer.from(content)]]) },
]

describe('the failure is diagnosed all the same', () => {
  test.each([
    ['nul-in-log', { log: pytestLog([{ testId: TEST, error: `${LOST}${NUL}` }]).replace('rootdir:', `${NUL}${NUL} rootdir:`) }],
    ['raw-nul-in-junit', { log: SILENT, artifacts: artifact(junit(NUL)) }],
    ['nul-reference-in-junit', { log: SILENT, artifacts: artifact(junit('&#0;&#x00;', 'test_&#0;')) }],
    ['half-reference-in-junit', { log: SILENT, artifacts: artifact(junit('&#xD800;&#57343;', 'test_&#xDFFF;')) }],
    ['half-bytes-in-junit', { log: SILENT, artifacts: artifact(halves) }],
    ['nul-in-names-of-files', { log: SILENT, artifacts: artifact(junit(''), `reports/a${NUL}b/junit${NUL}.xml`) }],
    ['nul-in-name-of-artifact', { log: SILENT, artifacts: [{ ...artifact(junit(''))[0], name: `test${NUL}${HALF}results` }] }],
    ['nul-in-name-of-job', { job: `te${NUL}st${HALF}` }],
    ['nul-in-name-of-workflow', { name: `c${NUL}i${HALF}` }],
  ] as const)('%s', async (name, end) => {
    const repository = await smallRepository(world, name)
    const broken = await repository.breakIt(end as Parameters<typeof repository.breakIt>[0])
    await world.settled()
    const found = await seen(world, repository, broken)
    expect(found).toMatchObject(ONE_REPAIR)
    expect(found.runs[0]?.tests).toContain(TEST)
    expect(JSON.stringify(found)).not.toMatch(/\\u0000|\\ud800|\\udfff/)
  })

  test.each([
    ['jest', jest],
    ['vitest', vitest],
  ])("escapes in %s's JSON", async (name, write) => {
    const repository = await smallRepository(world, `${name}-json`)
    const text = write('src/cart.test.ts', `takes ${NUL} and ${HALF}`, `expected '${NUL}' to be '${HALF}'`)
    const broken = await repository.breakIt({ log: SILENT, artifacts: artifact(text, 'results.json') })
    await world.settled()
    const found = await seen(world, repository, broken)
    expect(found.runs).toMatchObject([{ tests: ['src/cart.test.ts > takes ␀ and \ufffd'] }])
    expect(found.checks).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
    expect(found.comments).toMatchObject([{ body: expect.stringContaining('takes ␀ and \ufffd') }])
    expect(found.healings).toMatchObject([{ state: 'done' }])
  })

  test("texts of the runner's report", async () => {
    const repository = await smallRepository(world, 'report')
    world.reports.leave(async (job) => ({ report: spoiled(await fixtureReport(repository.fixture, job)) }))
    const broken = await repository.breakIt()
    await world.settled()
    const found = await seen(world, repository, broken)
    expect(found).toMatchObject(ONE_REPAIR)
    expect(found.repairs[0]?.body).not.toContain(NUL)
  })

  test('words of the pull request', async () => {
    const repository = await smallRepository(world, 'words')
    const pull = await repository.openPull({ ...repository.breaking, message: `Rename ${HALF} it`, body: `Because ${NUL}${HALF}` })
    await repository.ci(pull, { log: repository.log('failure') })
    await world.settled()
    const found = await seen(world, repository, { pull, sha: pull.headSha })
    expect(found).toMatchObject(ONE_REPAIR)
    expect(found.runs[0]?.intentTexts.join()).toContain('Because ␀\ufffd')
  })
})

test('a settings file with a NUL is said, and nothing is written until it can be read', async () => {
  const repository = await world.addRepository('pytest-renamed-method', { name: 'settings', settings: `mode: p${NUL}r\n` })
  world.reports.leave(async (job) => ({ report: await fixtureReport(repository.fixture, job) }))
  const broken = await repository.breakIt()
  await world.settled()
  const found = await seen(world, repository, broken)
  expect(found).toMatchObject({ repairs: [], comments: [], healings: [{ state: 'done' }] })
  expect(found.checks).toMatchObject([{ status: 'completed', output: { summary: expect.stringContaining('The settings were not read') } }])
})

test('commands are obeyed, and their words are kept as far as they can be', async () => {
  const repository = await smallRepository(world, 'commands')
  const broken = await repository.breakIt()
  await world.settled()
  const command = await repository.comment(broken.pull.number, `/quarantine T1 reason: until ${NUL}${HALF} is there`)
  await world.settled()
  expect(command.reactions.map(({ content }) => content)).toEqual(['eyes', '+1'])
  const rows = await world.watch.rows('SELECT reason FROM quarantine JOIN repository USING (repository_id) WHERE full_name = $1', [
    repository.repo,
  ])
  expect(rows).toEqual([{ reason: 'until ␀\ufffd is there' }])
  const nonsense = await repository.comment(broken.pull.number, `/heal ${NUL}${HALF}`)
  await world.settled()
  expect(nonsense.reactions.map(({ content }) => content)[0]).toBe('eyes')
})

/** Every text of the evidence gets what cannot be stored. */
function spoiled(report: HealReport): HealReport {
  const { evidence } = report
  const analyses = evidence.analyses.map((analysis) => ({
    ...analysis,
    rootCause: `${analysis.rootCause}${NUL}`,
    failure: { ...analysis.failure, errorMessage: `${analysis.failure.errorMessage}${NUL}${HALF}`, stackTrace: `${HALF}${NUL}` },
    values: { expected: `'${NUL}'`, actual: `'${HALF}'` },
  }))
  return { ...report, evidence: { ...evidence, analyses } }
}
