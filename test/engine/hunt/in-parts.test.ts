import { expect, test } from 'vitest'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { hunt } from '../../../src/engine/hunt/hunt.ts'
import { factorsOfLeg, judgeParts, surveySuite, tryOnSuspects } from '../../../src/engine/hunt/in-parts.ts'
import { HuntPart } from '../../../src/model/hunt-part.ts'
import { type Behaviour, seededSuite } from '../../support/hunt/seeded-suite.ts'

const LEGS = [1, 2, 3, 4]
const passes: Behaviour = () => false
const TESTS: Readonly<Record<string, Behaviour>> = {
  test_pollutes: passes,
  ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`test_stable_${index}`, passes])),
  test_victim: ({ before }) => before.includes('test_pollutes'),
  test_leap_day: ({ conditions: { clock = '' } }) => clock.startsWith('2028-02-29'),
  test_zone: ({ conditions: { zone = '' } }) => zone === 'Asia/Kolkata',
  test_broken: () => true,
}

const pytest = frameworkNamed('pytest')
if (pytest === null) throw new Error('pytest is known')
const request = { tests: [], runs: 10, mostRuns: 20, budgetMs: 1e9, threshold: 0.3 }
const ports = (seed: number) => {
  const { runner, workspace } = seededSuite(TESTS, seed)
  let now = 0
  return { runner, workspace, framework: pytest, clock: { now: () => (now += 1) } }
}
/** As it comes out of the file between two jobs. */
const handedOn = (part: HuntPart): HuntPart => HuntPart.parse(JSON.parse(JSON.stringify(part)))

test('every factor belongs to exactly one machine', () => {
  const whole = factorsOfLeg(pytest, 1, 1)
  const shared = LEGS.flatMap((leg) => factorsOfLeg(pytest, leg, LEGS.length))
  expect(shared.toSorted()).toEqual(whole.toSorted())
  expect(new Set(shared).size).toBe(shared.length)
})

test('a hunt in parts comes to what a hunt on one machine comes to', async () => {
  const first = handedOn(await surveySuite(ports(1), request))
  const parts = await Promise.all(
    LEGS.map(async (leg) => handedOn(await tryOnSuspects(ports(1 + leg), request, first, factorsOfLeg(pytest, leg, LEGS.length)))),
  )
  const together = judgeParts(pytest, request, [first, ...parts])
  const alone = await hunt(ports(1), request)
  const said = ({ results }: Pick<typeof alone, 'results'>) =>
    results.map(({ testName, rootCauses }) => [testName, rootCauses[0]?.cause, rootCauses[0]?.polluter]).toSorted()
  expect(said(together)).toEqual(said(alone))
  expect(said(together)).toEqual([
    ['test_leap_day', 'time', undefined],
    ['test_victim', 'order_dependent', expect.stringContaining('test_pollutes')],
    ['test_zone', 'time', undefined],
  ])
  expect(together).toMatchObject({ broken: alone.broken, stable: alone.stable, error: null })
  expect(together.runs).toBe(first.runs + parts.reduce((sum, { runs }) => sum + runs, 0))
})

test('nothing suspicious needs no second machine', async () => {
  const { runner, workspace } = seededSuite({ test_stable: passes })
  const first = await surveySuite({ ...ports(1), runner, workspace }, request)
  expect(first.suspects).toEqual([])
  expect(judgeParts(pytest, request, [first])).toMatchObject({ results: [], stable: 1 })
})
