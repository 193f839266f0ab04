import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../../support/review-case.ts'
import { editOf, optionRenamed, parameterRemoved, parameterRenamed, renamed, reordered, type Shop } from '../shop.ts'

/** One call of `total` before and after, each in an assertion. */
type Row = readonly [name: string, shop: Shop, before: string, after: string]

const judge = (shop: Shop, before: string, after: string) => {
  const text = (call: string) =>
    shop.framework === 'pytest'
      ? `from shop.cart import total\n\n\ndef test_total(items):\n    assert ${call} == 3\n`
      : `import { expect, it } from 'vitest'\nimport { total } from '../src/cart'\n\nit('sums', () => expect(${call}).toBe(3))\n`
  return examineTexts(oraclePreserved, editOf(shop, text(before), text(after)))
}

describe('an argument may follow the signature', () => {
  test.each<Row>([
    ['a renamed keyword', parameterRenamed, 'total(items, tax=1)', 'total(items, rate=1)'],
    ['both keywords', parameterRenamed, 'total(items=[2], tax=1)', 'total(items=[2], rate=1)'],
    ['a removed value', parameterRemoved, 'total(items, 1)', 'total(items)'],
    ['a removed keyword', parameterRemoved, 'total(items, tax=RATE)', 'total(items)'],
    ['a removed list', parameterRemoved, "total(items, tax=[1, 'a'])", 'total(items)'],
    ['a new order', reordered, 'total(items, 1)', 'total(1, items)'],
    ['a renamed option', optionRenamed, 'total([], { tax: 1 })', 'total([], { rate: 1 })'],
    ['a renamed option in quotes', optionRenamed, "total([], { 'tax': 1 })", "total([], { 'rate': 1 })"],
    ['a renamed option that was a shorthand', optionRenamed, 'total([], { tax })', 'total([], { rate: tax })'],
  ])('%s', async (_, shop, before, after) => {
    expect((await judge(shop, before, after)).outcome).toBe('passed')
  })
})

describe('a value is never declared by a signature', () => {
  test.each<Row>([
    ['another value', parameterRenamed, 'total(items, tax=1)', 'total(items, rate=2)'],
    ['another positional value', parameterRenamed, 'total(items, 1)', 'total(items, 2)'],
    ['a new keyword', parameterRenamed, 'total(items)', 'total(items, rate=0)'],
    ['a new value', parameterRemoved, 'total(items)', 'total(items, 0)'],
    ['an argument dropped that nothing removed', parameterRenamed, 'total(items, tax=1)', 'total(items)'],
    ['a keyword that the signature does not have', parameterRenamed, 'total(items, tax=1)', 'total(items, more=1)'],
    ['a comment among them', parameterRenamed, 'total(items, tax=1  # why\n    )', 'total(items, rate=1  # else\n    )'],
    ['a call dropped with it', parameterRemoved, 'total(items, tax=rate())', 'total(items)'],
    ['a call dropped inside of a list', parameterRemoved, 'total(items, [rate()])', 'total(items)'],
    ['a text that calls', parameterRemoved, "total(items, f'{rate()}')", 'total(items)'],
    ['a loop', parameterRemoved, 'total(items, [x for x in items])', 'total(items)'],
    ['a lambda', parameterRemoved, 'total(items, lambda: 1)', 'total(items)'],
    ['an argument of another function', parameterRemoved, 'sum(items, 1)', 'sum(items)'],
    ['a keyword without a rename', renamed, 'total(items, tax=1)', 'grand_total(items, rate=1)'],
    ['an option of another value', optionRenamed, 'total([], { tax: 1 })', 'total([], { rate: 2 })'],
    ['an option beside it', optionRenamed, 'total([], { tax: 1 })', 'total([], { rate: 1, more: 2 })'],
    ['an option without its rename', optionRenamed, 'total([], { tax: 1 })', 'total([], { other: 1 })'],
    ['an option dropped', optionRenamed, 'total([], { tax: 1 })', 'total([])'],
    ['an expected object', optionRenamed, 'total([]) || check({ tax: 1 })', 'total([]) || check({ rate: 1 })'],
  ])('%s', async (_, shop, before, after) => {
    const { outcome, detail } = await judge(shop, before, after)
    expect(outcome).toBe('failed')
    expect(detail).toMatch(shop.framework === 'pytest' ? /^tests\/test_cart\.py:[15]: / : /^test\/cart\.test\.ts:4: /)
  })

  test('the call is named', async () => {
    expect((await judge(parameterRenamed, 'total(items, tax=1)', 'total(items, rate=2)')).detail).toBe(
      'tests/test_cart.py:5: the arguments of total changed in a way that its signature does not declare',
    )
  })

  test('a call is neither added nor dropped', async () => {
    for (const [before, after] of [
      ['total(items) == total(items)', 'total(items)'],
      ['total(items)', 'total(items) == total(items)'],
    ] as const)
      expect((await judge(parameterRemoved, before, after)).detail).toMatch(
        /^tests\/test_cart\.py:5: '.+' became '.+', which the source does not declare$/,
      )
  })
})
