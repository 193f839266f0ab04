import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Scene, startScene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene({ github: { dispatchAnswer: 'old_server' } })
})
afterAll(() => scene.world.stop())

test('an old server, which does not tell the run of a dispatch, is followed by the nonce', async () => {
  const { pull } = await scene.repository.breakIt()
  await scene.world.settled()
  expect(scene.pulls()).toMatchObject([{ baseRef: pull.headRef }])
  expect(scene.jobs()).toHaveLength(1)
})
