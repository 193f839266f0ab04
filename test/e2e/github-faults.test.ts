import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../bench/parse/seeded.ts'
import { HALF_ANSWERS } from '../support/github/half-answers/index.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const READS = [
  'pulls/get',
  'actions/list-jobs-for-workflow-run-attempt',
  'actions/get-workflow-run',
  'actions/list-workflow-run-artifacts',
  'repos/get-content',
]
const WRITES = [
  'actions/create-workflow-dispatch',
  'checks/create',
  'git/create-blob',
  'git/create-ref',
  'pulls/create',
  'issues/create-comment',
  'checks/update',
]
const RATE_LIMIT = {
  status: 403,
  headers: { 'retry-after': '1', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
  body: { message: 'API rate limit exceeded' },
}

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const failed = () => world.github.requests.filter(({ status }) => status >= 400 && status !== 404)

test.each<readonly [string, (operationId: string) => void]>([
  ['500 once', (operationId) => world.github.faults.next({ operationId, status: 500 })],
  ['403 with retry-after: the secondary limit', (operationId) => world.github.faults.secondaryLimit(operationId, 2)],
  ['403 with retry-after: the hourly limit', (operationId) => world.github.faults.next({ operationId, ...RATE_LIMIT })],
  ['nothing, the connection being dropped', (operationId) => world.github.faults.next({ operationId, drop: 'before' })],
])('every call answers %s, and the healing ends as if nothing had been', async (name, give) => {
  const before = failed().length
  const repository = await smallRepository(world, name.replaceAll(/\W+/g, '-'))
  for (const operationId of [...READS, ...WRITES]) give(operationId)
  const broken = await repository.breakIt()
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
  if (!name.startsWith('nothing')) expect(failed().length - before).toBeGreaterThan(WRITES.length)
})

test('where GitHub is down for longer than one job tries, the job is tried again, and what it had done stands once', async () => {
  const repository = await smallRepository(world, 'down')
  world.github.faults.next({ operationId: 'pulls/create', status: 500, times: 5 })
  const broken = await repository.breakIt()
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
  expect(world.lines.some((line) => line.includes('"msg":"job failed"'))).toBe(true)
})

const SHARE = 0.2
const HEALINGS = 2

test.each(HALF_ANSWERS.map((kind) => [kind.name, kind] as const))(
  'where a fifth of the answers is %s, every healing ends with its right answer, and everything is there once',
  { timeout: 200_000 },
  async (name, kind) => {
    const repositories = []
    for (let number = 0; number < HEALINGS; number += 1)
      repositories.push(await smallRepository(world, `${name.replaceAll(/\W+/g, '-')}-${number}`))
    world.github.faults.rain({ share: SHARE, random: seeded(HALF_ANSWERS.indexOf(kind) + 1), kinds: [kind] })
    const all = []
    for (const repository of repositories) all.push({ repository, broken: await repository.breakIt() })
    await world.settled().finally(() => world.github.faults.rain(null))
    for (const { repository, broken } of all) expect(await seen(world, repository, broken), repository.repo).toMatchObject(ONE_REPAIR)
    expect(world.github.faults.fallen.get(kind.name)).toBeGreaterThan(0)
  },
)
