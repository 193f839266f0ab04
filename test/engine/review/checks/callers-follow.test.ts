import { describe, expect, test } from 'vitest'
import { callersFollow } from '../../../../src/engine/review/checks/callers-follow.ts'
import { examineTexts } from '../../../support/review-case.ts'
import { editOf, moved, parameterRenamed, renamed, type Shop, scriptMoved, scriptRenamed } from '../shop.ts'

/** The check where these files of the product, besides what changed, use it before and after. */
const judge = (shop: Shop, base: Readonly<Record<string, string>>, head = base) => {
  const edit = editOf(shop, '', '')
  return examineTexts(callersFollow, { ...edit, base: { ...edit.base, ...base }, head: { ...edit.head, ...head } })
}

describe('the product follows', () => {
  test('where nothing used it', async () => {
    expect(await judge(renamed, {})).toEqual({ outcome: 'passed', detail: 'the product uses the new contract everywhere (total)' })
  })

  test.each<[string, Shop, string, string, string]>([
    [
      'a new name',
      renamed,
      'src/shop/checkout.py',
      'from shop.cart import total\n\nx = total([])\n',
      'from shop.cart import grand_total\n\nx = grand_total([])\n',
    ],
    [
      'a new place',
      moved,
      'src/shop/checkout.py',
      'from shop.cart import total\n\nx = total([])\n',
      'from shop.sums import total\n\nx = total([])\n',
    ],
    [
      'a new keyword',
      parameterRenamed,
      'src/shop/checkout.py',
      'from shop.cart import total\n\nx = total([], tax=1)\n',
      'from shop.cart import total\n\nx = total([], rate=1)\n',
    ],
    [
      'a new name in TypeScript',
      scriptRenamed,
      'src/checkout.ts',
      "import { total } from './cart'\ntotal([])\n",
      "import { grandTotal } from './cart'\ngrandTotal([])\n",
    ],
    [
      'a new place in TypeScript',
      scriptMoved,
      'src/checkout.ts',
      "import { total } from './cart'\ntotal([])\n",
      "import { total } from './sums'\ntotal([])\n",
    ],
  ])('%s', async (_, shop, path, before, after) => {
    expect((await judge(shop, { [path]: before }, { [path]: after })).outcome).toBe('passed')
  })

  test('a caller that turned to something else is told', async () => {
    const [old, now] = ['total', 'subtotal'].map((name) => `from shop.cart import ${name}\n\nx = ${name}([])\n`) as [string, string]
    expect(await judge(renamed, { 'src/shop/checkout.py': old }, { 'src/shop/checkout.py': now })).toEqual({
      outcome: 'passed',
      detail: 'the product uses the new contract everywhere (total); src/shop/checkout.py:3 used total and uses subtotal now',
    })
  })

  test('where another module has a function of the old name', async () => {
    expect((await judge(renamed, { 'src/shop/bill.py': 'from shop.fakes import total\n\nx = total([])\n' })).outcome).toBe('passed')
  })
})

describe('a caller that was left behind is named', () => {
  test.each<[string, Shop, string, string, string]>([
    ['by an import', renamed, 'src/shop/checkout.py', 'from shop.cart import total\n\nx = total([])\n', 'src/shop/checkout.py:1'],
    ['through a module', renamed, 'src/shop/checkout.py', 'from shop import cart\n\n\nx = cart.total([])\n', 'src/shop/checkout.py:4'],
    ['by its old place', moved, 'src/shop/checkout.py', 'from shop.cart import total\n', 'src/shop/checkout.py:1'],
    [
      'by its old keyword',
      parameterRenamed,
      'src/shop/checkout.py',
      'from shop.cart import total\n\nx = total([], tax=1)\n',
      'src/shop/checkout.py:3',
    ],
    ['in TypeScript', scriptRenamed, 'src/checkout.ts', "import { total } from './cart'\ntotal([])\n", 'src/checkout.ts:1'],
    ['by its old place in TypeScript', scriptMoved, 'src/checkout.ts', "import { total } from './cart'\ntotal([])\n", 'src/checkout.ts:1'],
  ])('%s', async (_, shop, path, text, place) => {
    expect(await judge(shop, { [path]: text })).toEqual({
      outcome: 'failed',
      detail: `total is still used the old way in ${place}`,
    })
  })

  test('one of two is enough', async () => {
    const [old, now] = ['from shop.cart import total\n', 'from shop.cart import grand_total\n']
    const base = { 'src/shop/a.py': old, 'src/shop/b.py': old }
    expect(await judge(renamed, base, { 'src/shop/a.py': now, 'src/shop/b.py': old })).toEqual({
      outcome: 'failed',
      detail: 'total is still used the old way in src/shop/b.py:1',
    })
  })

  test('an entry point in the configuration is a caller', async () => {
    const entry = { 'pyproject.toml': '[project.scripts]\nsum = "shop.cart:total"\n' }
    expect(await judge(renamed, entry)).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('pyproject.toml') })
  })

  test('a test is none', async () => {
    expect(
      (await judge(renamed, { 'tests/test_more.py': 'from shop.cart import total\n\n\ndef test_a():\n    assert total([]) == 0\n' }))
        .outcome,
    ).toBe('passed')
  })
})
