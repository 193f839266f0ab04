import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../../support/review-case.ts'
import { editOf, methodRenamed, moduleMoved, moved, renamed, type Shop, scriptModuleMoved, scriptMoved, scriptRenamed } from '../shop.ts'

type Row = readonly [name: string, shop: Shop, before: string, after: string]

const PYTHON = `from importlib import import_module
from unittest import mock
from unittest.mock import patch
from shop import cart


def test_a(monkeypatch, client):
    from shop.checkout import Cart
    `
const SCRIPT = "import { vi } from 'vitest'\nimport * as cart from '../src/cart'\n"
const judge = (shop: Shop, before: string, after: string) => {
  const above = shop.framework === 'pytest' ? PYTHON : SCRIPT
  return examineTexts(oraclePreserved, editOf(shop, `${above}${before}`, `${above}${after}`))
}

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
    ['an attribute in TypeScript', scriptRenamed, "vi.spyOn(cart, 'total')\n", "vi.spyOn(cart, 'grandTotal')\n"],
    ['a module that is required', scriptMoved, "const { total } = require('../src/cart')\n", "const { total } = require('../src/sums')\n"],
  ])('%s', async (_, shop, before, after) => {
    expect((await judge(shop, before, after)).outcome).toBe('passed')
  })
})

test.each<Row>([
  [
    'loaded',
    moduleMoved,
    "from importlib import import_module\nimport_module('shop.cart')\n",
    "from importlib import import_module\nimport_module('shop.basket')\n",
  ],
  [
    'mocked in TypeScript',
    scriptModuleMoved,
    "import { vi } from 'vitest'\nvi.mock('../src/cart')\n",
    "import { vi } from 'vitest'\nvi.mock('../src/basket')\n",
  ],
  ['mocked with its ending', scriptModuleMoved, "jest.mock('../src/cart.js')\n", "jest.mock('../src/basket.js')\n"],
])('a module that moved may be %s where it is now', async (_, shop, before, after) => {
  expect((await examineTexts(oraclePreserved, editOf(shop, before, after))).outcome).toBe('passed')
})

describe('any other string stays', () => {
  test.each<Row>([
    ['a path of another name', renamed, "patch('shop.cart.label')\n", "patch('shop.cart.grand_total')\n"],
    ['a path to another name', renamed, "patch('shop.cart.total')\n", "patch('shop.cart.label')\n"],
    ['a path to another module', moved, "patch('shop.cart.total')\n", "patch('shop.fakes.total')\n"],
    ['a path to a folder of tests', moved, "patch('shop.cart.total')\n", "patch('tests.sums.total')\n"],
    ['a method of another class', methodRenamed, "patch('shop.cart.List.add_item')\n", "patch('shop.cart.List.put')\n"],
    ['a method without its class', methodRenamed, "patch('shop.cart.Cart.add_item')\n", "patch('shop.cart.put')\n"],
    [
      'a text of a method that only has the name of a mock',
      renamed,
      "client.patch('shop.cart.total')\n",
      "client.patch('shop.cart.grand_total')\n",
    ],
    [
      'the value that a mock gives',
      renamed,
      "monkeypatch.setattr(cart, 'label', 'total')\n",
      "monkeypatch.setattr(cart, 'label', 'grand_total')\n",
    ],
    [
      'the place where it is defined, for the place where it is used',
      renamed,
      "patch('shop.checkout.total')\n",
      "patch('shop.cart.grand_total')\n",
    ],
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
    expect(detail).toMatch(new RegExp(`^${shop.test}:\\d+: '.+' became '.+', which the source does not declare$`))
  })
})
