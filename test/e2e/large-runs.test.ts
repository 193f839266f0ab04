import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeZip } from '../support/actions/zip.ts'
import { manyEntries } from '../support/many-entries.ts'
import type { Broken, EndedJob, WorldRepository } from '../support/world/repository.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const LONG = 77_000_000
const LONG_MS = 280_000
const legs = (count: number, more: Partial<EndedJob> = {}): readonly EndedJob[] =>
  Array.from({ length: count }, (_, leg) => ({ name: `test (${leg})`, ...more }))
const JUNIT = '<testsuite name="pytest"><testcase classname="tests.test_inventory" name="test_knows_its_name"/></testsuite>'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

async function commentOf(repository: WorldRepository, broken: Broken): Promise<string> {
  const found = await seen(world, repository, broken)
  expect(found).toMatchObject(ONE_REPAIR)
  return found.comments[0]?.body ?? ''
}

const askedFor = (operationId: string) => world.github.requests.filter((one) => one.operationId === operationId).length

test('runs of ten logs of 77 MB are read at both ends, and other repositories are answered meanwhile', { timeout: 300_000 }, async () => {
  const heavy = await smallRepository(world, 'heavy')
  const light = await smallRepository(world, 'light')
  let served = 0
  const release = world.github.holdBlobs((_, size) => {
    served += size > 1_000_000 ? 1 : 0
    return size > 1_000_000 && served > 4
  })
  const first = await heavy.breakIt({ jobs: legs(10, { size: LONG }) })
  const second = await heavy.breakIt(
    { jobs: legs(10, { size: LONG }) },
    { branch: 'second', message: 'The same again: in one second the same message would be the same commit' },
  )
  const other = await light.breakIt()
  const state = async () => (await seen(world, light, other)).healings[0]?.state
  await expect.poll(state, { timeout: 100_000, interval: 100 }).toBe('done')
  expect((await seen(world, heavy, first)).healings).toEqual([])
  expect(await world.watch.rows("SELECT 1 FROM pgboss.job WHERE name = 'ingest' AND state = 'active'")).not.toEqual([])
  release()
  await world.settled(LONG_MS)
  expect(await seen(world, light, other)).toMatchObject(ONE_REPAIR)
  for (const broken of [first, second]) {
    const comment = await commentOf(heavy, broken)
    expect(comment).toContain('The log of test \\(0\\) is 77 MB: its first 8 MB and its last 24 MB were read.')
    expect(comment).toContain('So were the logs of 7 more jobs.')
    const { healings } = await seen(world, heavy, broken)
    expect(healings).toHaveLength(1)
  }
  const ranges = world.github.blobRequests.filter(({ range }) => range !== null)
  expect(ranges).toHaveLength(20)
})

test.each(['whole', 'unsized'] as const)('a log of 77 MB that is served %s is read at both ends', { timeout: 300_000 }, async (how) => {
  const repository = await smallRepository(world, `served-${how}`)
  world.github.serveBlobs(how)
  const broken = await repository.breakIt({ jobs: [{ name: 'test', size: LONG }] })
  await world.settled(LONG_MS)
  world.github.serveBlobs('ranges')
  expect(await commentOf(repository, broken)).toContain('The log of test is 77 MB')
})

test('a run of 400 jobs is read in part, and says in which', { timeout: 300_000 }, async () => {
  const repository = await smallRepository(world, 'wide')
  const [pages, logs] = [askedFor('actions/list-jobs-for-workflow-run-attempt'), askedFor('actions/download-job-logs-for-workflow-run')]
  const broken = await repository.breakIt({ jobs: [...legs(398), { name: 'lint', conclusion: 'success' }, { name: 'docs' }] })
  await world.settled(LONG_MS)
  expect(await commentOf(repository, broken)).toContain('The logs of 40 of 399 failed jobs were read.')
  expect(askedFor('actions/list-jobs-for-workflow-run-attempt') - pages).toBe(4)
  expect(askedFor('actions/download-job-logs-for-workflow-run') - logs).toBe(40)
  const rows = await world.watch.rows('SELECT 1 FROM job JOIN repository USING (repository_id) WHERE full_name = $1', [repository.repo])
  expect(rows).toHaveLength(400)
})

const deep = (depth: number): Uint8Array =>
  depth === 0 ? Buffer.from(JUNIT) : writeZip([[depth === 1 ? 'junit.xml' : 'inner.zip', deep(depth - 1)]])
const BOMBS: readonly (readonly [name: string, zip: () => Uint8Array, said: RegExp])[] = [
  ['entries', () => manyEntries(100_000), /100000 entries, at most 10000 are read/],
  ['depth', () => deep(5), /more than 2 archives inside one another/],
  ['ratio', () => writeZip([['junit.xml', Buffer.alloc(60_000_000, JUNIT[0])]]), /bytes unpack to 60000000/],
  ['size', () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(65_000_000)]), /it has 65 MB, at most 64 MB are read/],
]

test('hostile archives are said, and spoil nothing', { timeout: 300_000 }, async () => {
  const repository = await smallRepository(world, 'hostile')
  const artifacts = [...BOMBS.map(([name, zip]) => ({ name, zip: zip() })), { name: 'good', zip: writeZip([['junit.xml', JUNIT]]) }]
  const broken = await repository.breakIt({ artifacts })
  await world.settled(LONG_MS)
  const comment = await commentOf(repository, broken)
  for (const [name, , said] of BOMBS.slice(0, 3)) {
    expect(comment).toContain(`The artifact ${name} `)
    expect(comment).toMatch(said)
  }
  expect(comment).toContain('1 more artifacts could not be read, or not whole.')
  const rows = await world.watch.rows(
    "SELECT c.name FROM test_execution e JOIN test_case c USING (repository_id, test_case_id) JOIN repository r USING (repository_id) WHERE full_name = $1 AND e.outcome = 'passed'",
    [repository.repo],
  )
  expect(rows).toEqual([{ name: 'test_knows_its_name' }])
})
