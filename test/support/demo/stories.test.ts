import { describe, expect, test } from 'vitest'
import type { World } from '../world.ts'
import { type End, stories } from './stories.ts'

const nobody = {} as World
const end = (over: Partial<End>): End => ({
  repository: {} as never,
  broken: {} as never,
  verdicts: [],
  repair: undefined,
  runs: 0,
  ...over,
})
const aPull = { number: 7, baseRef: 'x' } as NonNullable<End['repair']>

describe.each(stories)('$title', ({ judge }) => {
  test.each([[[]], [['unknown']], [['obsolete_test', 'product_regression', 'flaky', 'infrastructure']]])(
    '%j is no right answer',
    async (verdicts) => {
      expect(await judge(end({ verdicts }), nobody)).not.toBe('')
    },
  )
})

test('a right verdict is wrong where something was done that hides it', async () => {
  const [renamed, broken, flaky, dead] = stories
  expect(await renamed?.judge(end({ verdicts: ['obsolete_test'] }), nobody)).toBe('there is no pull request')
  expect(await broken?.judge(end({ verdicts: ['product_regression'], repair: aPull }), nobody)).toBe('pull request #7 hides the bug')
  expect(await flaky?.judge(end({ verdicts: ['flaky'], repair: aPull }), nobody)).not.toBe('')
  expect(await dead?.judge(end({ verdicts: ['infrastructure'], runs: 1 }), nobody)).toBe('a run was started')
})
