import { afterAll, beforeAll, expect, test } from 'vitest'
import { pytestLog } from '../support/world/pytest-log.ts'
import { seen } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const SAID = 'change the default of `verify` from True to False'

test.each([
  { name: 'said', body: `## Why\n\n<!-- tell us -->\n${SAID}\n\n- [ ] no behaviour change\n`, words: [SAID], isSaid: true },
  { name: 'unsaid', body: `<!-- ${SAID} -->\n\n- [ ] ${SAID}\n`, words: [], isSaid: false },
])(
  'what a pull request says is read as its author’s word, and what its template says is not: $name',
  async ({ name, body, words, isSaid }) => {
    const repository = await world.addRepository('pytest-default-changed', { name })
    const log = pytestLog(repository.fixture.failing.map((testId) => ({ testId, error: 'AssertionError: assert False is True' })))
    const broken = await repository.breakIt({ log }, { message: 'Adjust connect', body })
    await world.settled()
    const { runs, comments, repairs } = await seen(world, repository, broken)
    expect(runs).toMatchObject([{ intentTexts: ['Adjust connect', ...words] }])
    expect(comments).toHaveLength(1)
    expect(comments[0]?.body.includes('announces this very edit')).toBe(isSaid)
    // without a sign of a bug nobody is accused
    expect(comments[0]?.body).not.toContain('product looks broken')
    expect(repairs).toEqual([])
  },
)
