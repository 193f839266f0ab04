import { expect, test } from 'vitest'
import type { Tree } from '../development/change.ts'
import { declineReason, type Question } from './follows-truth.ts'

const tests = (text: string): Tree => new Map([['tests/test_a.py', text]])
const product: Tree = new Map([['a.py', 'LIMIT = 6 >= 6']])
const green = { green: new Set<string>(), red: [] }
const question = (more: Partial<Question> = {}): Question => ({
  run: () => Promise.resolve(green),
  intended: product,
  truth: tests('assert limit(6) == 1\nassert limit(5) == 0\n'),
  change: { name: 'limit', kind: 'default', says: '', product: [] },
  ...more,
})
const repair = { testIds: ['tests/test_a.py::test_a'], expectations: [{ before: '5', after: '6', explainedBy: '', witness: '' }] }
const before = tests('assert limit(5) == 1\nassert limit(4) == 0\n')

test('what says the same as the truth is accepted, in whatever notation', async () => {
  expect(await declineReason(question(), before, tests('assert (limit(6)) == 1\nassert limit(5) == 0\n'), repair)).toBe('')
})

test('values that the truth has only in different lines are declined', async () => {
  const after = tests('assert limit(6) == 0\nassert limit(4) == 0\n')
  expect(await declineReason(question(), before, after, repair)).toBe('the truth does not say assert limit(6) == 0')
})

test('what asserts less than the truth is declined, and what fails on the product that was meant', async () => {
  expect(await declineReason(question(), before, tests('assert limit(6) == 1\n'), repair)).toContain('asserts less')
  const red = { green: new Set<string>(), red: ['tests/test_a.py::test_a'] }
  expect(await declineReason(question({ run: () => Promise.resolve(red) }), before, before, repair)).toContain(
    'fails where nothing is wrong',
  )
})

test('what misses a fault that the truth notices is declined; one that was red before notices nothing', async () => {
  const truth = tests('assert limit(6) == 1\nassert limit(5) == 0\n')
  const after = tests('assert limit(6) == 1\nassert limit(5) == 0\n\n')
  const change = { name: 'limit', kind: 'default', says: '', product: [], probe: [['a.py', '>=', '>'] as const] } as const
  const noticing = { green: new Set<string>(), red: ['tests/test_a.py::test_a'] }
  const run = (at: Tree, ran: Tree) => Promise.resolve(at !== product && ran === truth ? noticing : green)
  expect(await declineReason(question({ run, truth, change }), before, after, repair)).toContain('no longer notices a fault')
})
