import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Edit } from '../../src/model/candidate.ts'
import type { HealJob } from '../../src/protocol/heal-job.ts'
import type { HealReport } from '../../src/protocol/heal-report.ts'
import { writeZip } from '../support/actions/zip.ts'
import { fixtureReport } from '../support/world/fixture-report.ts'
import type { Left } from '../support/world/report-run.ts'
import type { Broken, Change, WorldRepository } from '../support/world/repository.ts'
import { ONE_REPAIR, type Seen, seen } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

interface Forgery {
  readonly what: string
  readonly leave: (honest: HealReport, job: HealJob, repository: WorldRepository) => Left
  readonly change?: Partial<Change>
  /** in the reason of the healing, or in its comment */
  readonly reason: RegExp
}

const TEST_FILE = 'tests/test_inventory.py'
const at =
  (file: string) =>
  (honest: HealReport): Left => ({ report: withEdits(honest, (edits) => edits.map((edit) => ({ ...edit, file }))) })
/** One edit that replaces the whole file by the forger's text. */
const edited =
  (change: (text: string) => string) =>
  (honest: HealReport, _: HealJob, { fixture }: WorldRepository): Left => {
    const before = fixture.head.get(TEST_FILE) ?? ''
    const whole = (edit: Edit): Edit => ({ ...edit, range: { start: 0, end: before.length }, replacement: change(before) })
    return { report: withEdits(honest, (edits) => edits.slice(0, 1).map(whole)) }
  }
const withEdits = (report: HealReport, change: (edits: readonly Edit[]) => Edit[]): HealReport => ({
  ...report,
  candidates: report.candidates.map((one) => ({ ...one, edits: change(one.edits) })),
})
const LINK = { files: { 'tests/test_link.py': '../store/inventory.py' }, modes: { 'tests/test_link.py': '120000' } }

const forgeries: readonly Forgery[] = [
  { what: 'product code', leave: at('store/inventory.py'), reason: /not a test file/ },
  { what: 'a workflow', leave: at('.github/workflows/ci.yml'), reason: /no test framework/ },
  { what: 'the settings of pytest', leave: at('conftest.py'), reason: /not part of the commit|not a test file/ },
  { what: 'a path that climbs out', leave: at(`../${TEST_FILE}`), reason: /not a path inside/ },
  { what: 'an absolute path', leave: at('/tmp/tests/test_a.py'), reason: /not a path inside/ },
  { what: 'a hook of git', leave: at('.git/hooks/test_hook.py'), reason: /not a path inside|hidden/ },
  { what: 'a test that is not there', leave: at('tests/test_new.py'), reason: /not part of the commit/ },
  { what: 'a symbolic link', leave: at('tests/test_link.py'), change: LINK, reason: /symbolic link/ },
  { what: 'what a test expects', leave: edited((text) => text.replaceAll(/== \d+/g, '== 999')), reason: /Not repaired: / },
  { what: 'an assertion, taken out', leave: edited((text) => text.replace(/^ +assert .*$/m, '    pass')), reason: /Not repaired: / },
  { what: 'an assertion, skipped', leave: edited((text) => text.replace('def test_', 'def disabled_test_')), reason: /Not repaired: / },
  {
    what: 'another healing',
    leave: (honest) => ({ report: { ...honest, healing: 'of-others', nonce: 'f'.repeat(32) } }),
    reason: /belongs to another job/,
  },
  { what: 'a bomb', leave: () => ({ entries: [['report.json', ' '.repeat(24_000_000)]] }), reason: /compression ratio is suspicious/ },
  {
    what: 'a path in the archive',
    leave: (honest) => ({ entries: [['../report.json', JSON.stringify(honest)]] }),
    reason: /report\.json|could not be unpacked|no report/,
  },
  { what: 'no JSON', leave: () => ({ entries: [['report.json', '{']] }), reason: /not JSON/ },
]

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const results = new Map<string, Promise<Seen>>()

/** All at once, each in a repository of its own: the tests below only look. */
beforeAll(async () => {
  const repositories = new Map<string, { readonly forgery: Forgery; readonly repository: WorldRepository }>()
  for (const [index, forgery] of forgeries.entries()) {
    const repository = await world.addRepository('pytest-renamed-method', { name: `forged-${index}` })
    repositories.set(repository.repo, { forgery, repository })
  }
  world.reports.leave(async (job) => {
    const found = repositories.get(job.repository)
    if (found === undefined) throw new Error(`who is ${job.repository}?`)
    return found.forgery.leave(await fixtureReport(found.repository.fixture, job), job, found.repository)
  })
  const broken: [Forgery, WorldRepository, Broken][] = []
  for (const { forgery, repository } of repositories.values()) {
    const { files, ...rest } = forgery.change ?? {}
    broken.push([forgery, repository, await repository.breakIt({}, { ...rest, files: { ...repository.breaking.files, ...files } })])
  }
  await world.settled(150_000)
  for (const [forgery, repository, one] of broken) results.set(forgery.what, seen(world, repository, one))
})

test.each(forgeries)('a report that touches $what becomes no pull request, and that is said', async ({ what, reason }) => {
  const found = await results.get(what)
  expect(found?.repairs).toEqual([])
  expect(found?.checks).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
  const said = [found?.healings[0]?.reason, found?.comments[0]?.body].join('\n')
  expect(said).toMatch(reason)
})

/** A test beside the failing ones that uses the old name where it is never run, and passes. */
const BESIDES = `

def test_of_an_empty_shop():
    inventory = Inventory()
    if not inventory:
        inventory.remaining("nut")
`
const JUNIT = `<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" tests="2">
<testcase classname="tests.test_inventory" name="test_takes_pieces"><failure message="AttributeError: it has no such attribute"/></testcase>
<testcase classname="tests.test_inventory" name="test_of_an_empty_shop"/>
</testsuite></testsuites>`

test.each([
  { what: 'leaves it alone', isEdited: false, found: ONE_REPAIR, reason: /#\d+/ },
  {
    ...{ what: 'edits it too', isEdited: true, found: { repairs: [], checks: [{ status: 'completed', conclusion: 'neutral' }] } },
    reason: /edits tests\/test_inventory\.py::test_of_an_empty_shop, which CI saw pass/,
  },
])('beside a test that CI saw pass, a report that $what', async ({ what, isEdited, found, reason }) => {
  const repository = await world.addRepository('pytest-renamed-method', { name: what.replaceAll(' ', '-') })
  const text = (repository.fixture.head.get(TEST_FILE) ?? '') + BESIDES
  const start = text.lastIndexOf('remaining')
  const more = (edit: Edit): Edit[] => (isEdited ? [{ ...edit, range: { start, end: start + 'remaining'.length } }] : [])
  world.reports.leave(async (job) => {
    const honest = await fixtureReport(repository.fixture, job)
    return { report: withEdits(honest, (edits) => [...edits, ...edits.slice(0, 1).flatMap(more)]) }
  })
  const files = { ...repository.breaking.files, [TEST_FILE]: text }
  const broken = await repository.breakIt({ artifacts: [{ name: 'reports', zip: writeZip([['junit.xml', JUNIT]]) }] }, { files })
  await world.settled()
  const answer = await seen(world, repository, broken)
  expect(answer).toMatchObject(found)
  expect(answer.comments[0]?.body.replaceAll('\\', '')).toMatch(reason)
})

test('a run that somebody starts again counts for nothing', async () => {
  const repository = await world.addRepository('pytest-renamed-method', { name: 'started-again' })
  world.reports.leave(async (job) => {
    const first = repository.state.workflowRuns.at(-1)
    if (first !== undefined)
      repository.state.workflowRuns.push({ ...first, attempt: 2, actor: 'mallory', status: 'completed', conclusion: 'success' })
    return { report: await fixtureReport(repository.fixture, job) }
  })
  const broken = await repository.breakIt()
  await world.settled()
  const found = await seen(world, repository, broken)
  expect(found.repairs).toEqual([])
  expect(found.healings).toMatchObject([{ state: 'failed', reason: expect.stringContaining('somebody restarted the run') }])
})

test('a repaired program stays a program: a report has no word on modes', async () => {
  const repository = await world.addRepository('pytest-renamed-method', { name: 'program' })
  world.reports.leave(async (job) => ({ report: await fixtureReport(repository.fixture, job) }))
  const head = repository.fixture.head.get(TEST_FILE) ?? ''
  const files = { ...repository.breaking.files, [TEST_FILE]: head }
  const broken = await repository.breakIt({}, { files, modes: { [TEST_FILE]: '100755' } })
  await world.settled()
  const found = await seen(world, repository, broken)
  expect(found).toMatchObject(ONE_REPAIR)
  expect(await repository.state.git('ls-tree', found.repairs[0]?.headRef ?? '', TEST_FILE)).toMatch(/^100755 blob/)
})
