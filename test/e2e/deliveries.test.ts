import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../../src/server/create-server.ts'
import type { Delivery } from '../support/github/webhooks.ts'
import { deliver, sign } from '../support/server-under-test.ts'
import type { Broken, WorldRepository } from '../support/world/repository.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const MINUTE_MS = 60_000
let world: World
let servers: readonly RunningServer[]
let shift = 0
beforeAll(async () => {
  world = await startWorld({ roles: null, replacements: { now: () => new Date(Date.now() + shift) } })
  const [first, second] = [await world.start(), await world.start({ intake: true, jobs: false })]
  servers = [first, second]
})
afterAll(() => world.stop())

/** What GitHub tells of a red pull request, to nobody. */
async function untold(name: string): Promise<{ repository: WorldRepository; broken: Broken; deliveries: readonly Delivery[] }> {
  const repository = await smallRepository(world, name)
  world.github.setWebhookUrl(undefined)
  const from = world.github.deliveries.length
  const broken = await repository.breakIt()
  const deliveries = world.github.deliveries.slice(from)
  world.github.setWebhookUrl(`http://127.0.0.1:${servers[0]?.port}/webhooks/github`)
  return { repository, broken, deliveries }
}

const send = ({ event, payload, guid }: Delivery, options: Parameters<typeof deliver>[3], port = servers[0]?.port) =>
  deliver(port ?? 0, event, payload, { id: guid, ...options })
const signed = ({ payload }: Delivery) => sign(JSON.stringify(payload), world.github.webhookSecret)

test('what is not signed with the secret is refused and leaves nothing behind', async () => {
  const { repository, broken, deliveries } = await untold('unsigned')
  for (const delivery of deliveries) {
    for (const signature of [null, sign(JSON.stringify(delivery.payload), 'a guess'), 'sha256=00'])
      expect((await send(delivery, { signature })).status).toBe(401)
    const body = JSON.stringify({ ...delivery.payload, action: 'completed ' })
    expect((await send(delivery, { signature: signed(delivery), body })).status).toBe(401)
  }
  await world.settled()
  expect(await world.watch.rows('SELECT 1 FROM delivery WHERE id = ANY ($1)', [deliveries.map(({ guid }) => guid)])).toEqual([])
  expect(await seen(world, repository, broken)).toEqual({ repairs: [], comments: [], checks: [], runs: [], healings: [] })
})

test('what comes twenty times at once, to two servers, is done once', async () => {
  const { repository, broken, deliveries } = await untold('twenty')
  for (const delivery of deliveries) {
    const all = Array.from({ length: 20 }, (_, index) => send(delivery, { signature: signed(delivery) }, servers[index % 2]?.port ?? 0))
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 202))
  }
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})

test('what comes in the opposite order ends in the same', async () => {
  const { repository, broken, deliveries } = await untold('backwards')
  for (const delivery of deliveries.toReversed()) expect((await send(delivery, { signature: signed(delivery) })).status).toBe(202)
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})

test('what was delivered while nobody listened is asked for again', async () => {
  const { repository, broken, deliveries } = await untold('missed')
  shift = 10 * MINUTE_MS
  const [server] = servers
  await server?.history.transaction((database) => server.queue.send(database, 'sweep-deliveries', {}))
  const again = () => world.github.deliveries.filter(({ isRedelivery }) => isRedelivery).map(({ guid }) => guid)
  await expect.poll(again, { timeout: 20_000 }).toEqual(expect.arrayContaining(deliveries.map(({ guid }) => guid)))
  shift = 0
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})

test.each<readonly [string, (repository: WorldRepository, broken: Broken) => Promise<unknown>]>([
  ['was closed', (repository, { pull }) => world.github.closePull(repository.repo, pull.number)],
  ['has a newer head', (repository, { pull }) => repository.push({ branch: pull.headRef, message: 'Go on', files: { 'a.md': 'a\n' } })],
])('a red run that is told of after its pull request %s is left alone', async (what, meanwhile) => {
  const { repository, broken, deliveries } = await untold(what.replaceAll(' ', '-'))
  await meanwhile(repository, broken)
  for (const delivery of deliveries) await send(delivery, { signature: signed(delivery) })
  await world.settled()
  expect(await seen(world, repository, broken)).toEqual({ repairs: [], comments: [], checks: [], runs: [], healings: [] })
})
