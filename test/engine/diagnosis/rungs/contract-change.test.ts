import { describe, expect, test } from 'vitest'
import { contractChange } from '../../../../src/engine/diagnosis/rungs/contract-change.ts'
import { plainReason } from '../../../../src/engine/reasons/plain-reason.ts'
import { diagnosisCase, type SmallCase } from '../../../support/diagnosis-case.ts'

const WRAPPER = `def quiet(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


`
const product = (parameters: string, more = '') => ({
  'shop/price.py': `${WRAPPER}@quiet\ndef price(${parameters}):\n    return amount * (1 + rate)\n${more}`,
})
const TESTS = { 'tests/test_price.py': 'from shop.price import price\n\n\ndef test_price():\n    assert price(100, 0.2) == 120\n' }
const inTest = { file: 'tests/test_price.py', line: 5, function: 'test_price' }
const inWrapper = { file: 'shop/price.py', line: 3, function: 'wrapper' }
const failure = {
  exception: 'builtins.TypeError',
  message: 'price() takes 1 positional argument but 2 were given',
  expected: null,
  actual: null,
}

const decided = async (more: string, frames: readonly { file: string; line: number; function: string }[]) => {
  const base = { ...TESTS, ...product('amount, rate', more) }
  const head = { ...TESTS, ...product('amount, *, rate', more) }
  const context = await diagnosisCase({
    base,
    head,
    testId: 'tests/test_price.py::test_price',
    failure: { ...failure, frames: [...frames] },
  })
  return contractChange.examine(context).decision
}

describe('contract-change', () => {
  test('a decorator that hands on what it was given does not make it the fault of the product', async () => {
    expect(await decided('', [inTest, inWrapper])).toMatchObject({ verdict: 'obsolete_test' })
  })

  test('where the product gives the arguments itself, it is the product that fails', async () => {
    const other = '\n\ndef total(call):\n    return call(100, 0.2)\n'
    expect(await decided(other, [inTest, { file: 'shop/price.py', line: 14, function: 'total' }, inWrapper])).toBeNull()
  })

  test('a module that went with all that it exported is told by the name of what it held', async () => {
    const tests = { 'tests/round.test.js': "import round from '../src/round.js'\n\nit('rounds', () => expect(round(1.4)).toBe(1))\n" }
    const base = { ...tests, 'src/round.js': 'export default function round(value) {\n  return Math.round(value)\n}\n' }
    const message = "Cannot find module '../src/round.js' imported from 'tests/round.test.js'"
    const context = await diagnosisCase({
      base,
      head: { ...tests, 'src/other.js': 'export const other = 1\n' },
      testId: 'tests/round.test.js',
      failure: { phase: 'collect', exception: 'Error', message, expected: null, actual: null, frames: [] },
    })
    const { decision } = contractChange.examine(context)
    expect(decision).toMatchObject({ verdict: 'removed_behaviour' })
    expect(decision && plainReason(decision.reason)).toMatch(/^round was removed, and nothing in the product uses it/)
  })
})

describe('a function of JavaScript that became asynchronous', () => {
  const tests = { 'tests/load.test.js': "import { load } from '../src/load.js'\n\nit('loads', () => expect(load(1)).toBe(2))\n" }
  const load = (word: string, body = 'key + 1') => ({
    'src/load.js': `export ${word}function load(key) {\n  return ${body}\n}\n`,
  })
  const failing = {
    base: { ...tests, ...load('') },
    head: { ...tests, ...load('async ') },
    testId: 'tests/load.test.js > loads',
    line: 3,
    expected: '2',
    actual: 'Promise { 2 }',
  }
  const verdict = async (more: Partial<SmallCase> = {}) =>
    contractChange.examine(await diagnosisCase({ ...failing, ...more })).decision?.verdict ?? null
  const said = (message: string) => ({ failure: { message, expected: null, actual: null } })

  test.each([
    ['a promise came', {}],
    ['something was read off the promise', { expected: "'a'", actual: 'undefined' }],
    ['it no longer throws where it is called', said('expected [Function] to throw an error')],
    ['it is not iterable', said('load(...) is not iterable')],
  ])('makes the test obsolete: %s', async (_, more) => {
    expect(await verdict(more)).toBe('obsolete_test')
  })

  test('makes the test obsolete behind overloads', async () => {
    const typed = (word: string) => ({
      'src/load.ts': `export function load(key: number): number\nexport ${word}function load(key: number | string): number | string {\n  return key + 1\n}\n`,
    })
    const tests = { 'tests/load.test.ts': "import { load } from '../src/load'\n\nit('loads', () => expect(load(1)).toBe(2))\n" }
    const small = { base: { ...tests, ...typed('') }, head: { ...tests, ...typed('async ') }, testId: 'tests/load.test.ts > loads' }
    expect(await verdict(small)).toBe('obsolete_test')
  })

  test('is a broken product where a caller does not wait', async () => {
    const caller = { 'src/pay.js': "import { load } from './load.js'\n\nexport const pay = (key) => load(key) * 2\n" }
    expect(await verdict({ base: { ...failing.base, ...caller }, head: { ...failing.head, ...caller } })).toBe('product_regression')
  })

  test.each([
    ['the promise holds another value', { actual: 'Promise { 3 }' }],
    ['another value came', { actual: '3' }],
    ['the body changed too', { head: { ...tests, ...load('async ', 'key + 2') } }],
    [
      'the product fails',
      { failure: { ...said('x is not iterable').failure, frames: [{ file: 'src/load.js', line: 2, function: 'load' }] } },
    ],
  ])('says nothing where %s', async (_, more) => {
    expect(await verdict(more)).toBeNull()
  })
})

describe('a method that was renamed, called on what no text tells the class of', () => {
  const source = (name: string, more = '') => ({
    'shop/curry.py': `class curry:\n    def __init__(self, f):\n        self.f = f\n\n    def ${name}(self, *args):\n        return self.f(*args)\n${more}`,
  })
  const uses = {
    'tests/test_curry.py':
      'from shop.curry import curry\n\n\ndef test_call():\n    @curry\n    def add(x, y):\n        return x + y\n    assert add.call(1, 2) == 3\n',
  }
  const verdict = async (message: string, more = '') => {
    const context = await diagnosisCase({
      base: { ...uses, ...source('call', more) },
      head: { ...uses, ...source('call_values', more) },
      testId: 'tests/test_curry.py::test_call',
      line: 8,
      failure: { exception: 'builtins.AttributeError', message, expected: null, actual: null },
    })
    return contractChange.examine(context).decision?.verdict ?? null
  }

  test('is out of date where the failure tells the class', async () => {
    expect(await verdict("'curry' object has no attribute 'call'")).toBe('obsolete_test')
  })

  test('is a broken product where a caller still speaks the old name', async () => {
    expect(await verdict("'curry' object has no attribute 'call'", '\n\ndef twice(one: curry):\n    return one.call(2)\n')).toBe(
      'product_regression',
    )
  })

  test('says nothing where the failure tells of another class', async () => {
    expect(await verdict("'list' object has no attribute 'call'")).toBeNull()
  })
})

describe('a parameter of a method that is called on what no text tells the class of', () => {
  const source = (parameters: string, more = '') => ({
    'shop/cart.py': `class Cart:\n    def total(self, ${parameters}):\n        return 1\n${more}`,
  })
  const uses = { 'tests/test_cart.py': 'def test_total(cart):\n    assert cart.total(1, 2) == 1\n' }
  const verdict = async (message: string, more = '') => {
    const context = await diagnosisCase({
      base: { ...uses, ...source('tax, rate', more) },
      head: { ...uses, ...source('tax, *, rate', more) },
      testId: 'tests/test_cart.py::test_total',
      line: 2,
      failure: { exception: 'builtins.TypeError', message, expected: null, actual: null },
    })
    return contractChange.examine(context).decision?.verdict ?? null
  }

  test('is named where the failure tells the class', async () => {
    expect(await verdict('Cart.total() takes 2 positional arguments but 3 were given')).toBe('obsolete_test')
  })

  test('is a broken product where a caller still gives it by its place', async () => {
    const caller = '\n\ndef pay(cart: Cart):\n    return cart.total(1, 2)\n'
    expect(await verdict('Cart.total() takes 2 positional arguments but 3 were given', caller)).toBe('product_regression')
  })

  test('says nothing where the failure tells of another class, or of other arguments', async () => {
    expect(await verdict('Order.total() takes 2 positional arguments but 3 were given')).toBeNull()
    expect(await verdict("Cart.total() got an unexpected keyword argument 'kind'")).toBeNull()
  })
})

describe('two siblings that were renamed together', () => {
  const gauge = (first: string, second: string) => ({
    'gauge.py': `class Gauge:\n    def __init__(self, level):\n        self.level = level\n\n    def ${first}(self):\n        return self.level * 4 + 7\n\n    def ${second}(self):\n        return self.level * 9 - 3\n`,
  })
  const tests = { 'test_gauge.py': 'from gauge import Gauge\n\n\ndef test_litres():\n    assert Gauge(3).in_litres() == 19\n' }
  const panel = (name: string) => ({ 'panel.py': `from gauge import Gauge\n\n\ndef show(level):\n    return Gauge(level).${name}()\n` })
  const answer = async (base: SmallCase['base'], head: SmallCase['head']) => {
    const context = await diagnosisCase({
      base: { ...tests, ...gauge('in_litres', 'in_gallons'), ...base },
      head: { ...tests, ...head },
      testId: 'test_gauge.py::test_litres',
      failure: {
        ...{ exception: 'AttributeError', message: "'Gauge' object has no attribute 'in_litres'", expected: null, actual: null },
        frames: [{ file: 'test_gauge.py', line: 5, function: 'test_litres' }],
      },
    })
    const { decision } = contractChange.examine(context)
    return [
      decision?.verdict,
      decision?.confidence,
      decision && plainReason(decision.reason),
      decision?.culprits?.map(({ file, line }) => `${file}:${line}`),
    ]
  }

  test('and may be exchanged: nobody knows which name the test means', async () => {
    expect(await answer({}, gauge('gallons', 'litres'))).toEqual([
      ...['unknown', 0.6],
      'Gauge.in_litres is now Gauge.gallons by its body, and in_gallons became litres in the same change: nothing else says that the two new names are not exchanged',
      undefined,
    ])
  })

  test('and are exchanged for whoever was adapted: the product is broken there', async () => {
    expect(await answer(panel('in_litres'), { ...gauge('content', 'volume'), ...panel('volume') })).toEqual([
      ...['product_regression', 0.9],
      'Gauge.in_litres is now Gauge.content by its body, but panel.py:5 turns in_litres into volume (“return Gauge(level).volume()”): two new names may be exchanged',
      ['panel.py:5'],
    ])
  })

  test('each to its own name', async () => {
    expect((await answer(panel('in_litres'), { ...gauge('volume', 'content'), ...panel('volume') }))[0]).toBe('obsolete_test')
  })
})

test('an option that is read from its object is declared where it is read', async () => {
  const tests = { 'fare.test.js': "import { fare } from './fare.js'\n\ntest('a', () => expect(fare({ net: 3, tax: 5 })).toBe(31))\n" }
  const product = (key: string) => ({
    'fare.js': `export function fare(options) {\n  return options.${key} * 7 + options.tax * 2\n}\n`,
  })
  const sides = { base: { ...tests, ...product('net') }, head: { ...tests, ...product('amount') } }
  const context = await diagnosisCase({ ...sides, testId: 'fare.test.js > a', line: 3, expected: '31', actual: 'NaN' })
  expect(contractChange.examine(context).decision?.verdict).toBe('obsolete_test')
})
