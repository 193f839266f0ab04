import { describe, expect, test } from 'vitest'
import { callersFollow } from '../../../src/engine/review/checks/callers-follow.ts'
import { oraclePreserved } from '../../../src/engine/review/checks/oracle-preserved.ts'
import type { Files } from '../../support/repair.ts'
import { examineTexts } from '../../support/review-case.ts'

const BODY = 'total(items) * rate(region) - off(coupon)'
const price = (list: string): string => `export function price(${list}) {\n  return ${BODY}\n}\n`
const spec = (words: string): string => `import { price } from '../src/a.js'\n\nit('adds', () => expect(${words}).toBe(1))\n`

describe('a call whose arguments are put into one object', () => {
  const outcome = async (after: string, before = "price(ITEMS, 'US', null)"): Promise<boolean | null> => {
    const test = { 'test/a.test.js': spec(before) }
    const [base, head] = [
      { 'src/a.js': price('items, region, coupon'), ...test },
      { 'src/a.js': price("{ items, coupon = null, region = 'DE' }"), ...test },
    ]
    const edited = { 'test/a.test.js': spec(after) }
    return (await examineTexts(oraclePreserved, { base, head, edited, framework: 'jest' })).outcome === 'passed'
  }

  test.each([
    ["price({ items: ITEMS, region: 'US', coupon: null })", true],
    ["price({ region: 'US', items: ITEMS, coupon: null })", true],
    ["price({ items: 'US', region: ITEMS, coupon: null })", false],
    ["price({ items: ITEMS, region: 'DE', coupon: null })", false],
    ["price({ items: ITEMS, region: 'US' })", false],
    ["price({ items: ITEMS, region: 'US', coupon: null, rate: 0 })", false],
    ["price({ items: ITEMS, region: 'US', coupon: null, ...more })", false],
    ["price({ items: ITEMS, region: 'US', coupon: null }, 1)", false],
    ["price({ items: ITEMS, region: 'US', ['coupon']: null })", false],
    ['price(all)', false],
  ])('%s: %s', async (after, isAccepted) => {
    expect(await outcome(after)).toBe(isAccepted)
  })

  test('a shorthand hands over the variable of that name, and no other', async () => {
    expect(await outcome('price({ items, region: 1 })', 'price(items, 1)')).toBe(true)
    expect(await outcome('price({ items, region: 1 })', 'price(ITEMS, 1)')).toBe(false)
  })

  test('a comment stays', async () => {
    expect(await outcome('price({ items: a /* two */, region: b })', 'price(a /* two */, b)')).toBe(true)
    expect(await outcome('price({ items: a, region: b })', 'price(a /* two */, b)')).toBe(false)
  })
})

describe('a call whose arguments are put into an object of a class', () => {
  const product = (list: string, uses: string, classes: string): Files => ({
    'pkg/__init__.py': '',
    'pkg/a.py': `${classes}def retry(${list}):\n    return loop(${uses})\n`,
  })
  const classes = ['Options', 'Other'].map((name) => `@dataclass\nclass ${name}:\n    attempts: int = 3\n    delay: float = 1.0\n\n`)
  const outcome = async (words: string, imports: string): Promise<boolean> => {
    const text = (line: string, call: string) => `from pkg.a import ${line}\n\n\ndef test_a():\n    assert ${call} == 1\n`
    const before = { 'tests/test_a.py': text('retry', 'retry(2, 0.5)') }
    const head = 'from dataclasses import dataclass\n\n'
    const found = await examineTexts(oraclePreserved, {
      base: { ...product('attempts=3, delay=1.0', 'attempts, delay', head), ...before },
      head: { ...product('options: Options', 'options.attempts, options.delay', `${head}${classes.join('')}`), ...before },
      edited: { 'tests/test_a.py': text(imports, words) },
    })
    return found.outcome === 'passed'
  }

  test.each([
    ['retry(Options(attempts=2, delay=0.5))', 'Options, retry', true],
    ['retry(options=Options(2, 0.5))', 'Options, retry', true],
    ['retry(Options(0.5, 2))', 'Options, retry', false],
    ['retry(Options(attempts=2))', 'Options, retry', false],
    ['retry(Other(attempts=2, delay=0.5))', 'Other, retry', false],
    ['retry(Options(attempts=2, delay=0.5))', 'Options, Other, retry', false],
    ['retry(Options(attempts=2, delay=0.5))', 'Other as Options, retry', false],
  ])('%s with %s: %s', async (words, imports, isAccepted) => {
    expect(await outcome(words, imports)).toBe(isAccepted)
  })
})

describe('callers in the product', () => {
  const outcome = async (caller: string, before = 'price(cart.items, cart.region)'): Promise<string> => {
    const shop = (words: string) => `import { price } from './a.js'\n\nexport function sum(cart) {\n  return ${words}\n}\n`
    const found = await examineTexts(callersFollow, {
      base: { 'src/a.js': price('items, region, coupon'), 'src/b.js': shop(before) },
      head: { 'src/a.js': price("{ items, coupon = null, region = 'DE' }"), 'src/b.js': shop(caller) },
      edited: {},
      framework: 'jest',
    })
    return found.outcome
  }

  test.each<[caller: string, expected: string, before?: string]>([
    ['price({ items: cart.items, region: cart.region })', 'passed'],
    ['price(cart)', 'passed'],
    ['price({ ...cart, region: 1 })', 'passed'],
    ['price(cart.items, cart.region)', 'failed'],
    ['price(cart.items)', 'failed', 'price(cart.items)'],
    ['price({ items: cart.items, place: cart.region })', 'failed'],
  ])('%s: %s', async (caller, expected, before) => {
    expect(await outcome(caller, before)).toBe(expected)
  })
})
