import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../../src/server/create-server.ts'
import { readManifest } from '../support/github/app-manifest.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const needed = readManifest().permissions
const given: Record<string, string> = { ...needed }
const give = (permissions: Readonly<Record<string, string>>): void => {
  for (const name of Object.keys(given)) delete given[name]
  Object.assign(given, permissions)
}

let world: World
beforeAll(async () => {
  const never = { limit: 0, delaySeconds: 1 }
  const queue = { superviseSeconds: 1, retries: never, outages: never, ends: { limit: 1, delaySeconds: 1 } }
  world = await startWorld({ roles: null, github: { permissions: given }, replacements: { queue } })
})
afterAll(() => world.stop())

/** Until nobody is at work any more, whether what was begun has ended or not. */
async function atRest(): Promise<void> {
  for (let quiet = 0; quiet < 3; await sleep(50)) {
    await world.github.idle()
    quiet = (await world.watch.open()).some((what) => what.startsWith('job')) ? 0 : quiet + 1
  }
}

/** The main job, and a command: what an installation with these permissions comes to. */
async function use(name: string) {
  const server: RunningServer = await world.start() // with no token of another installation
  const repository = await smallRepository(world, name, 'mode: pr\ngate: [ci.yml]\n')
  const broken = await repository.breakIt()
  await atRest()
  const found = await seen(world, repository, broken)
  const command = await repository.comment(broken.pull.number, '/quarantine list')
  await atRest()
  const group = await world.github.mergeGroup(repository.repo, broken.pull.number)
  await atRest()
  await server.stop()
  return {
    ...{
      ...found,
      checks: found.checks.filter((check) => check.name === 'Suture'),
      reactions: command.reactions.map(({ content }) => content),
    },
    gates: repository.state.checkRuns.filter((check) => check.name === 'Suture / gate' && check.headSha === group.sha).length,
  }
}

const WORKS = { ...ONE_REPAIR, reactions: ['eyes', '+1'], gates: 1 }

test('the permissions of app.yml are enough', async () => {
  give(needed)
  expect(await use('all')).toMatchObject(WORKS)
})

test.each(Object.keys(needed))('without the permission %s something is missing', async (name) => {
  give(Object.fromEntries(Object.entries(needed).filter(([each]) => each !== name)))
  expect(await use(`without-${name.replaceAll('_', '-')}`)).not.toMatchObject(WORKS)
})
