import { describe, expect, test } from 'vitest'
import { judgeIntent } from '../../../../../src/engine/diagnosis/intent/index.ts'
import { intentCase } from '../../../../../src/engine/diagnosis/intent/intent-case.ts'
import { outcomesOf, type UseOutcome, wayOf } from '../../../../../src/engine/diagnosis/intent/reading/outcomes.ts'
import type { ProbedFailure } from '../../../../../src/model/runs/test-run.ts'
import { diagnosisCase, type SmallCase } from '../../../../support/diagnosis-case.ts'

const value = (text: string): UseOutcome => ({ kind: 'value', text })
const raised = (exception: string, message = '', isStated: boolean | null = null): UseOutcome => ({
  kind: 'raised',
  exception,
  message,
  isStated,
})

test.each([
  ['a value for a value', value('1'), value('2'), 'differs'],
  ['a printed error for a value', value(''), value('Error: not a valid unit'), 'refuses'],
  ['a value for a printed error', value('invalid unit'), value('3'), 'accepts'],
  ['a value for an exception', raised('ValueError'), value('3'), 'accepts'],
  ['another exception', raised('ValueError'), raised('KeyError'), 'differs'],
  ['an exception by a statement', value('3'), raised('TypeError', '', true), 'refuses'],
  ['a slip of the code', value('3'), raised('TypeError', "'NoneType' object has no attribute 'x'"), 'breaks'],
  ['an error that the code does not raise itself', value('3'), raised('ValueError', '', false), 'breaks'],
  ['a name that is gone', value('3'), raised('AttributeError', "module 'shop' has no attribute 'x'"), 'refuses'],
  ['a warning of deprecation', value('3'), raised('DeprecationWarning', '', true), 'warns'],
])('%s', (_, before, after, way) => {
  expect(wayOf({ before, after })).toBe(way)
})

test.each([
  ['expected [Function] to throw an error', 'accepts'],
  ["expected [Function] to throw error including 'empty' but got 'no items'", 'differs'],
  ['expected [Function] to throw RangeError but got TypeError', 'differs'],
])('what toThrow says: %s', async (message, way) => {
  const files = {
    'src/cart.ts': 'export const total = () => 1\n',
    'src/cart.test.ts': "import { total } from './cart'\n\ntest('a', () => expect(total).toThrow())\n",
  }
  const context = await diagnosisCase({ base: files, head: files, testId: 'src/cart.test.ts > a', failure: { message } })
  const failure = context.failing?.failure
  if (!failure) throw new Error('the test does not fail')
  expect(wayOf(outcomesOf(failure, context, files['src/cart.test.ts']))).toBe(way)
})

const MISSED = 'DID NOT RAISE <class '
const raising = (name: string, match = '') =>
  `import pytest\nfrom shop.cart import total\n\n\ndef test_total():\n    with pytest.raises(${name}${match}):\n        total([None], unit='eur')\n`
const cart = (body: string) => `def total(prices, unit):\n    ${body}\n`
type Sides = { readonly test: string; readonly before: string; readonly after: string; readonly rest?: SmallCase['base'] }

async function judged({ test: text, before, after, rest = {} }: Sides, failure: Partial<ProbedFailure>, messages: readonly string[] = []) {
  const tests = { 'tests/test_cart.py': text, ...rest }
  const context = await diagnosisCase({
    base: { ...tests, 'shop/cart.py': before },
    head: { ...tests, 'shop/cart.py': after },
    testId: 'tests/test_cart.py::test_total',
    line: 5,
    messages,
    failure: { expected: null, actual: null, ...failure },
  })
  const seenFailure = context.failing?.failure
  if (!seenFailure) throw new Error('the case does not fail')
  const hunks = context.hunks.filter(({ file }) => file === 'shop/cart.py')
  const { features, posterior, certainty } = judgeIntent(intentCase(context, seenFailure, hunks, []))
  return { seen: new Set(features.flatMap((one) => (one.seen === true ? [one.name] : []))), posterior, certainty }
}

const SLIP: Sides = { test: raising('AttributeError'), before: cart('return prices.pop().x'), after: cart('return len(prices)') }

describe('a slip that is gone', () => {
  const missed = (name: string) => ({ message: `${MISSED}'${name}'>` })
  test('was no statement of the product, wherever', async () => {
    expect((await judged(SLIP, missed('AttributeError'))).seen).toContain('error-fixed')
    const elsewhere = { 'shop/check.py': 'def check(price):\n    raise AttributeError(price)\n' }
    expect((await judged({ ...SLIP, rest: elsewhere }, missed('AttributeError'))).seen).not.toContain('error-fixed')
    expect((await judged({ ...SLIP, test: raising('ValueError') }, missed('ValueError'))).seen).not.toContain('error-fixed')
  })
})

test('what was not there at all and is now: nobody adds it by accident', async () => {
  const sides = { test: raising('TypeError', ", match='unexpected keyword argument'"), before: cart('return 1'), after: cart('return 2') }
  const { seen } = await judged(sides, { message: `${MISSED}'TypeError'>` })
  expect(seen).toContain('name-now-exists')
  expect(seen).not.toContain('error-fixed')
  expect((await judged(SLIP, { message: `${MISSED}'AttributeError'>` })).seen).not.toContain('name-now-exists')
})

describe('a test that holds a mistake and says so', () => {
  const stated = (comment: string) => ({
    test: `from shop.cart import total\n\n\n\ndef test_total():\n    assert total([1], 'eur') == 25  ${comment}\n`,
    before: cart('return 25'),
    after: cart('return 27'),
  })
  const values = (expected: string, actual: string) => ({
    expected: { literal: expected, text: expected, type: 'int' },
    actual: { literal: actual, text: actual, type: 'int' },
  })
  test.each([
    ['what came', '# should be 27', '25', '27', true],
    ['another value', '# should be 28', '25', '27', false],
    ['what came before', '# expected: 25', '25', '27', false],
    ['nought and one say nothing', '# should be 1', '0', '1', false],
    ['a list, printed otherwise', "# expected: ['a', 'b']", '[]', '[a b]', true],
  ])('%s', async (_, comment, expected, actual, isSeen) => {
    expect((await judged(stated(comment), values(expected, actual))).seen.has('test-states-it')).toBe(isSeen)
  })
})

describe('a warning of deprecation', () => {
  const frames = [{ file: 'shop/cart.py', line: 2, function: 'total' }]
  test('that others wrote is a weak sign, and no removal', async () => {
    const sides = { test: raising('ValueError'), before: cart('return 1'), after: cart('return other()') }
    const { seen } = await judged(sides, { exception: 'DeprecationWarning', message: 'wide rows are old', frames })
    expect(seen).toContain('deprecation-came')
    expect(seen).not.toContain('deprecation-declared')
  })
})

describe('message-says-which-way', () => {
  const frames = [{ file: 'shop/cart.py', line: 2, function: 'total' }]
  const refused = { exception: 'ValueError', message: 'no such thing', frames }
  const sides = { test: raising('KeyError'), before: cart('return 1'), after: cart('raise ValueError(unit)') }
  test.each([
    ['what the test gives', refused, 'Validate the unit', true],
    ['the name and more', refused, 'Require currencies in total', true],
    ['the other way', refused, 'Allow every unit', false],
    ['the name alone', refused, 'Validate total', false],
    ['another subject', refused, 'Validate invoices', false],
    ['a clean-up', refused, 'Clean up validation of the unit', false],
  ])('%s', async (_, failure, message, isSeen) => {
    expect((await judged(sides, failure, [message])).seen.has('message-says-which-way')).toBe(isSeen)
  })

  test('one case more or less in a place says nothing of it', async () => {
    const differs = { expected: { literal: '25', text: '25', type: 'int' }, actual: { literal: '27', text: '27', type: 'int' } }
    const small = { ...sides, before: cart('return 25'), after: cart('return 27') }
    for (const message of ['Handle another case in `total`', 'Fix `total`', 'Change `total`', 'feat: extend total'])
      expect((await judged(small, differs, [message])).seen.has('message-says-which-way'), message).toBe(false)
  })
})

test('all of these signs together carry nothing over the bar', async () => {
  const before = await judged(SLIP, { message: `${MISSED}'AttributeError'>` })
  const { seen, posterior, certainty } = await judged(SLIP, { message: `${MISSED}'AttributeError'>` }, [
    'Fix missing prices: the unit counts',
  ])
  expect([...seen]).toEqual(expect.arrayContaining(['error-fixed', 'message-says-which-way', 'message-topic-overlap']))
  expect(posterior).toBeGreaterThan(before.posterior)
  expect(certainty).toBe(before.certainty)
})
