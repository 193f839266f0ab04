import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/oracle-preserved.ts'
import { examineTexts } from '../../../support/review-case.ts'
import { editOf, methodRenamed, moved, renamed, type Shop, scriptMoved, scriptRenamed } from '../shop.ts'

type Row = readonly [name: string, shop: Shop, before: string, after: string]

const judge = (shop: Shop, before: string, after: string) => examineTexts(oraclePreserved, editOf(shop, before, after))

describe('a string that names what a mock replaces may follow', () => {
  test.each<Row>([
    ['a dotted path', renamed, "patch('shop.cart.total')\n", "patch('shop.cart.grand_total')\n"],
    ['a path through another module', renamed, "patch('shop.checkout.total')\n", "patch('shop.checkout.grand_total')\n"],
    ['a path through a source root', renamed, "mock.patch('src.shop.cart.total')\n", "mock.patch('src.shop.cart.grand_total')\n"],
    ['a path below it', renamed, "patch('shop.cart.total.cache')\n", "patch('shop.cart.grand_total.cache')\n"],
    ['an attribute', renamed, "patch.object(cart, 'total')\n", "patch.object(cart, 'grand_total')\n"],
    [
      'an attribute of monkeypatch',
      renamed,
      "monkeypatch.setattr(cart, 'total', None)\n",
      "monkeypatch.setattr(cart, 'grand_total', None)\n",
    ],
    ['a dotted path to a method', methodRenamed, "patch('shop.cart.Cart.add_item')\n", "patch('shop.cart.Cart.put')\n"],
    ['a method through another module', methodRenamed, "patch('shop.checkout.Cart.add_item')\n", "patch('shop.checkout.Cart.put')\n"],
    ['an attribute that is a method', methodRenamed, "patch.object(Cart, 'add_item')\n", "patch.object(Cart, 'put')\n"],
    ['a moved path', moved, "patch('shop.cart.total')\n", "patch('shop.sums.total')\n"],
    ['a moved module', moved, "import_module('shop.cart')\n", "import_module('shop.sums')\n"],
    ['an attribute in TypeScript', scriptRenamed, "vi.spyOn(cart, 'total')\n", "vi.spyOn(cart, 'grandTotal')\n"],
    ['a module in TypeScript', scriptMoved, "vi.mock('../src/cart')\n", "vi.mock('../src/sums')\n"],
    ['a module with its ending', scriptMoved, "jest.mock('../src/cart.js')\n", "jest.mock('../src/sums.js')\n"],
    ['a module that is required', scriptMoved, "const { total } = require('../src/cart')\n", "const { total } = require('../src/sums')\n"],
  ])('%s', async (_, shop, before, after) => {
    expect((await judge(shop, before, after)).outcome).toBe('passed')
  })
})

describe('any other string stays', () => {
  test.each<Row>([
    ['a path of another name', renamed, "patch('shop.cart.label')\n", "patch('shop.cart.grand_total')\n"],
    ['a path to another name', renamed, "patch('shop.cart.total')\n", "patch('shop.cart.label')\n"],
    ['a path to another module', moved, "patch('shop.cart.total')\n", "patch('shop.fakes.total')\n"],
    ['a path to a folder of tests', moved, "patch('shop.cart.total')\n", "patch('tests.sums.total')\n"],
    ['a method of another class', methodRenamed, "patch('shop.cart.List.add_item')\n", "patch('shop.cart.List.put')\n"],
    ['a method without its class', methodRenamed, "patch('shop.cart.Cart.add_item')\n", "patch('shop.cart.put')\n"],
    ['half of a word', renamed, "patch('shop.cart.subtotal')\n", "patch('shop.cart.subgrand_total')\n"],
    ['a string that is compared', renamed, "assert name == 'shop.cart.total'\n", "assert name == 'shop.cart.grand_total'\n"],
    ['a string that is printed', renamed, "print('total')\n", "print('grand_total')\n"],
    ['a module that did not move', scriptMoved, "vi.mock('../src/cart')\n", "vi.mock('../src/other')\n"],
    ['a module of another folder', scriptMoved, "vi.mock('../src/cart')\n", "vi.mock('./sums')\n"],
    ['a module with another ending', scriptMoved, "vi.mock('../src/cart.js')\n", "vi.mock('../src/sums.ts')\n"],
    ['a title', scriptRenamed, "it('total', run)\n", "it('grandTotal', run)\n"],
  ])('%s', async (_, shop, before, after) => {
    const { outcome, detail } = await judge(shop, before, after)
    expect(outcome).toBe('failed')
    expect(detail).toMatch(new RegExp(`^${shop.test}:1: '.+' became '.+', which the source does not declare$`))
  })
})
