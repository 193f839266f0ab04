import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeZip } from '../support/actions/zip.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const TEST = 'tests/test_inventory.py::test_takes_pieces'
const JUNIT = `<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="0" failures="1" skipped="0" tests="2" time="0.1">
  <testcase classname="tests.test_inventory" name="test_knows_its_name" time="0.01" />
  <testcase classname="tests.test_inventory" name="test_takes_pieces" time="0.01">
    <failure message="AttributeError: it has no such attribute">tests/test_inventory.py:5: AttributeError</failure>
  </testcase>
</testsuite></testsuites>`
/** A log that says that something failed, and not what. */
const SILENT = pytestLog([]).replace(/\n$/, '\n2026-03-03T09:01:20.0000000Z ##[error]Process completed with exit code 1.\n')

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

test('a log alone is enough', async () => {
  const repository = await smallRepository(world, 'log-only')
  const broken = await repository.breakIt()
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})

test('a report in an archive names the tests that the log does not', async () => {
  const repository = await smallRepository(world, 'report')
  const artifacts = [{ name: 'test-results', zip: writeZip([['reports/junit.xml', JUNIT]]) }]
  const broken = await repository.breakIt({ log: SILENT, artifacts })
  await world.settled()
  const found = await seen(world, repository, broken)
  expect(found).toMatchObject(ONE_REPAIR)
  expect(found.runs[0]).toMatchObject({ tests: [TEST], files: ['tests/test_inventory.py'] })
})

test('where the archive has expired, the log is read all the same', async () => {
  const repository = await smallRepository(world, 'expired')
  world.github.setWebhookUrl(undefined)
  const from = world.github.deliveries.length
  const broken = await repository.breakIt({ artifacts: [{ name: 'test-results', zip: writeZip([['junit.xml', JUNIT]]) }] })
  world.github.expireArtifacts(repository.repo)
  await world.start({ intake: true, jobs: false })
  for (const { id } of world.github.deliveries.slice(from)) await world.github.redeliver(id)
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})

test('an archive that is no archive spoils nothing', async () => {
  const repository = await smallRepository(world, 'broken')
  const broken = await repository.breakIt({ artifacts: [{ name: 'test-results', zip: Buffer.from('PK no archive') }] })
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})
