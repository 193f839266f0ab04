import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../../support/review-case.ts'
import { editOf, moved, renamed, type Shop, scriptMoved, scriptRenamed } from '../shop.ts'

type Row = readonly [name: string, shop: Shop, before: string, after: string]

const judge = (shop: Shop, before: string, after: string) => examineTexts(oraclePreserved, editOf(shop, before, after))

describe('a name is taken from where the source declares it', () => {
  test.each<Row>([
    ['a new name', renamed, 'from shop.cart import total\n', 'from shop.cart import grand_total\n'],
    ['a new name under an alias', renamed, 'from shop.cart import total as t\n', 'from shop.cart import grand_total as t\n'],
    ['a new name among others', renamed, 'from shop.cart import Cart, total, label\n', 'from shop.cart import Cart, grand_total, label\n'],
    ['a new place', moved, 'from shop.cart import total\n', 'from shop.sums import total\n'],
    [
      'a new place for one of two',
      moved,
      'from shop.cart import label, total\n',
      'from shop.cart import label\nfrom shop.sums import total\n',
    ],
    ['a module', moved, 'from shop import cart\nassert cart.total([]) == 0\n', 'from shop import sums\nassert sums.total([]) == 0\n'],
    [
      'a module under an alias',
      moved,
      'import shop.cart as c\nassert c.total([]) == 0\n',
      'import shop.sums as c\nassert c.total([]) == 0\n',
    ],
    ['a new name in TypeScript', scriptRenamed, "import { total } from '../src/cart'\n", "import { grandTotal } from '../src/cart'\n"],
    [
      'an alias in TypeScript',
      scriptRenamed,
      "import { total as t } from '../src/cart'\n",
      "import { grandTotal as t } from '../src/cart'\n",
    ],
    ['a new place in TypeScript', scriptMoved, "import { total } from '../src/cart'\n", "import { total } from '../src/sums'\n"],
    ['a new place with its ending', scriptMoved, "import { total } from '../src/cart.js'\n", "import { total } from '../src/sums.js'\n"],
    [
      'a new place for one of two in TypeScript',
      scriptMoved,
      "import { Cart, total } from '../src/cart'\n",
      "import { Cart } from '../src/cart'\nimport { total } from '../src/sums'\n",
    ],
    [
      'an import that became shorter than its line',
      renamed,
      'from shop.cart import (\n    total,\n)\n',
      'from shop.cart import grand_total\n',
    ],
  ])('%s', async (_, shop, before, after) => {
    expect((await judge(shop, before, after)).outcome).toBe('passed')
  })
})

describe('nothing else comes to stand for it', () => {
  test.each<Row>([
    ['the name from another module', renamed, 'from shop.cart import total\n', 'from shop.fakes import total\n'],
    ['the new name from another module', renamed, 'from shop.cart import total\n', 'from fakes import grand_total\n'],
    ['the moved name from another module', moved, 'from shop.cart import total\n', 'from shop.fakes import total\n'],
    ['the moved name from a folder of tests', moved, 'from shop.cart import total\n', 'from tests.sums import total\n'],
    ['another name under the old one', renamed, 'from shop.cart import total\n', 'from shop.cart import label as total\n'],
    ['two names exchanged', renamed, 'from shop.cart import Cart, label\n', 'from shop.cart import label as Cart, Cart as label\n'],
    [
      'the library of the assertions',
      renamed,
      'import pytest\nfrom shop.cart import total\n',
      'import fakes as pytest\nfrom shop.cart import grand_total\n',
    ],
    ['one more module', renamed, 'from shop.cart import total\n', 'import fakes\nfrom shop.cart import grand_total\n'],
    ['everything of a module', renamed, 'from shop.cart import total\n', 'from shop.cart import grand_total\nfrom fakes import *\n'],
    ['an import dropped', renamed, 'import fixtures\nfrom shop.cart import total\n', 'from shop.cart import grand_total\n'],
    [
      'the assertions in TypeScript',
      scriptRenamed,
      "import { expect } from 'vitest'\nimport { total } from '../src/cart'\n",
      "import { expect } from './fakes'\nimport { grandTotal } from '../src/cart'\n",
    ],
    [
      'a side effect added',
      scriptRenamed,
      "import { total } from '../src/cart'\n",
      "import './fakes'\nimport { grandTotal } from '../src/cart'\n",
    ],
    [
      'a side effect dropped',
      scriptRenamed,
      "import './setup'\nimport { total } from '../src/cart'\n",
      "import { grandTotal } from '../src/cart'\n",
    ],
    ['a folder of fakes in TypeScript', scriptMoved, "import { total } from '../src/cart'\n", "import { total } from './fakes/sums'\n"],
    ['another name in TypeScript', scriptMoved, "import { total } from '../src/cart'\n", "import { Cart as total } from '../src/sums'\n"],
  ])('%s', async (_, shop, before, after) => {
    const { outcome, detail } = await judge(shop, before, after)
    expect(outcome).toBe('failed')
    expect(detail).toMatch(new RegExp(`^${shop.test}:[12]: the import of '.+' (?:is not one that the source declares|was dropped)$`))
  })

  test('a name that is already in the file is not bound anew', async () => {
    const before = 'from shop import cart\nsums = 3\nassert cart.total([]) == sums\n'
    const after = 'from shop import cart\nfrom shop import sums\nsums = 3\nassert sums.total([]) == sums\n'
    expect(await judge(moved, before, after)).toEqual({
      outcome: 'failed',
      detail: "tests/test_cart.py:1: the import of 'sums' is not one that the source declares",
    })
  })
})
