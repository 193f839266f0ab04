import { expect, test } from 'vitest'
import { figuresOf, greenAfter } from './figures.ts'
import { evolveReport } from './report.ts'
import type { TestAnswer, Turn } from './world/turn.ts'

const answer = (id: string, more: Partial<TestAnswer> = {}): TestAnswer => ({
  id,
  cause: 'meant',
  verdict: 'obsolete_test',
  reason: '',
  end: 'offered',
  ...more,
})
const turn = (at: number, tests: readonly TestAnswer[], more: Partial<Turn> = {}): Turn => ({
  ...{
    at,
    repository: 'ledger',
    name: `change-${at}`,
    kind: 'value',
    message: '',
    red: tests.map(({ id }) => id),
    ran: 10,
    tests,
    repairs: [],
  },
  ...{
    left: tests.filter(({ end }) => end === 'left').map(({ id }) => id),
    masked: [],
    lines: { bot: 0, person: 0 },
    healMs: 1,
    ms: 1,
    trouble: '',
  },
  ...more,
})

test('what people have to repair stays red for as long as they need; what is healed does not', () => {
  const turns = [turn(0, [answer('a')]), turn(1, [answer('b', { end: 'left' })]), turn(2, []), turn(3, []), turn(4, [])]
  expect(greenAfter(turns, 3, true)).toEqual([true, false, false, false, true])
  expect(greenAfter(turns, 3, false)).toEqual([false, false, false, false, true])
  expect(greenAfter(turns, 1, false)).toEqual([false, false, true, true, true])
})

test('a fault and a flaky failure are red for one change; a quarantined one is not', () => {
  const fault = turn(0, [answer('a', { cause: 'fault', end: 'left' })], { kind: 'bug' })
  const flake = turn(1, [answer('b', { cause: 'flake', end: 'muted', verdict: 'flaky' })])
  expect(greenAfter([fault, flake], 5, true)).toEqual([false, true])
  expect(greenAfter([fault, flake], 5, false)).toEqual([false, false])
})

test('an accusation of what was meant is no false alarm removed, and a masked bug fails the bench', () => {
  const accused = turn(0, [answer('a', { end: 'left', verdict: 'product_regression' })])
  const masked = turn(1, [answer('b', { cause: 'fault' })], { kind: 'bug', masked: ['b'] })
  const figures = figuresOf([accused, masked])
  expect(figures.falseAlarms).toEqual({ hits: 0, n: 1 })
  expect(figures.accused.map(({ id }) => id)).toEqual(['a'])
  expect(evolveReport([accused, masked], 1).held).toBe(false)
  expect(evolveReport([accused], 1).held).toBe(true)
})
