import { describe, expect, test } from 'vitest'
import { repaired, repairedText } from '../../../support/repair.ts'

const base = { 'pkg/__init__.py': '', 'pkg/cart.py': 'RATE = 2\n\ndef total(items):\n    return sum(item.price for item in items)\n' }
const head = { 'pkg/__init__.py': '', 'pkg/cart.py': 'RATE = 2\n\ndef grand_total(items):\n    return sum(item.price for item in items)\n' }

describe('a renamed Python function', () => {
  test('is followed in a from-import and its uses', async () => {
    const text =
      'from pkg.cart import RATE, total\n\n\ndef test_total():\n    assert total([]) == 0  # total of nothing\n    assert "total" != RATE\n'
    expect(await repairedText(base, head, text)).toBe(
      'from pkg.cart import RATE, grand_total\n\n\ndef test_total():\n    assert grand_total([]) == 0  # total of nothing\n    assert "total" != RATE\n',
    )
  })

  test('keeps an alias, so that no use changes', async () => {
    const text = 'from pkg.cart import total as t\n\ndef test_total():\n    assert t([]) == 0\n'
    expect(await repairedText(base, head, text)).toBe(text.replace('total as t', 'grand_total as t'))
  })

  test.each([
    ['import pkg.cart\n\ndef test_a():\n    assert pkg.cart.total([]) == 0\n', 'pkg.cart.total'],
    ['import pkg.cart as c\n\ndef test_a():\n    assert c.total([]) == 0\n', 'c.total'],
    ['from pkg import cart\n\ndef test_a():\n    assert cart.total([]) == 0\n', 'cart.total'],
    ['import pkg\nimport pkg.cart as cart\n\ndef test_a():\n    assert pkg.cart.total([]) == cart.RATE - 2\n', 'pkg.cart.total'],
  ])('is followed through a module: %s', async (text, use) => {
    expect(await repairedText(base, head, text)).toBe(text.replace(use, use.replace('total', 'grand_total')))
  })

  test('is followed in the dotted path of a patch', async () => {
    const text =
      'from unittest import mock\nfrom pkg import cart\n\ndef test_a(monkeypatch):\n    with mock.patch("pkg.cart.total") as m:\n        m()\n    monkeypatch.setattr(cart, "total", None)\n'
    expect(await repairedText(base, head, text)).toBe(text.replaceAll('total"', 'X"').replaceAll('X"', 'grand_total"'))
  })

  test('leaves shadowing names alone', async () => {
    const text = 'from pkg.cart import total\n\ndef helper(total):\n    return total\n\ndef test_a():\n    assert helper(total([])) == 0\n'
    expect(await repairedText(base, head, text)).toBe(
      'from pkg.cart import grand_total\n\ndef helper(total):\n    return total\n\ndef test_a():\n    assert helper(grand_total([])) == 0\n',
    )
  })

  test('leaves the same name of another module alone', async () => {
    const text = 'from other.cart import total\n\ndef test_a():\n    assert total([]) == 0\n'
    const other = { 'other/__init__.py': '', 'other/cart.py': 'def total(items):\n    return 0\n' }
    expect(await repairedText({ ...base, ...other }, { ...head, ...other }, text)).toBeNull()
  })

  test('is not touched where a re-export keeps the old name', async () => {
    const text = 'from pkg import total\n\ndef test_a():\n    assert total([]) == 0\n'
    const kept = { ...head, 'pkg/__init__.py': 'from .cart import grand_total as total\n' }
    expect(await repairedText({ ...base, 'pkg/__init__.py': 'from .cart import total\n' }, kept, text)).toBeNull()
  })

  test('is followed through a re-export that was renamed with it', async () => {
    const text = 'from pkg import total\n\ndef test_a():\n    assert total([]) == 0\n'
    const renamed = { ...head, 'pkg/__init__.py': 'from .cart import grand_total\n' }
    expect(await repairedText({ ...base, 'pkg/__init__.py': 'from .cart import total\n' }, renamed, text)).toBe(
      text.replaceAll(/\btotal/g, 'grand_total'),
    )
  })

  test('is not followed through a package that hands out neither name', async () => {
    const text = 'from pkg import total\n\ndef test_a():\n    assert total([]) == 0\n'
    expect(await repairedText({ ...base, 'pkg/__init__.py': 'from .cart import total\n' }, head, text)).toBeNull()
  })

  test('is followed in a helper that the test imports', async () => {
    const tests = {
      'tests/__init__.py': '',
      'tests/helpers.py': 'from pkg import cart\n\ndef sum_up(items):\n    return cart.total(items)\n',
      'tests/test_a.py': 'from .helpers import sum_up\n\ndef test_a():\n    assert sum_up([]) == 0\n',
    }
    expect(await repaired(base, head, tests)).toEqual({
      ...tests,
      'tests/helpers.py': tests['tests/helpers.py'].replace('cart.total', 'cart.grand_total'),
    })
  })

  test('is not followed where the test binds the new name already', async () => {
    expect(
      await repairedText(base, head, 'from pkg.cart import total\n\ngrand_total = 3\n\ndef test_a():\n    assert total([]) == 0\n'),
    ).toBeNull()
  })
})

describe('a renamed Python method', () => {
  const before = {
    'pkg/cart.py':
      'class Cart:\n    def __init__(self):\n        self.items = []\n\n    def add_item(self, item):\n        self.items.append(item)\n        return self\n',
  }
  const after = { 'pkg/cart.py': before['pkg/cart.py'].replace('add_item', 'put') }
  test.each([
    [
      'a constructor',
      'from pkg.cart import Cart\n\ndef test_a():\n    cart = Cart()\n    cart.add_item(1)\n    assert cart.items == [1]\n',
    ],
    ['a direct call', 'from pkg.cart import Cart\n\ndef test_a():\n    assert Cart().add_item(1).items == [1]\n'],
    [
      'a fixture',
      'import pytest\nfrom pkg.cart import Cart\n\n@pytest.fixture\ndef cart():\n    yield Cart()\n\ndef test_a(cart):\n    cart.add_item(1)\n',
    ],
    ['an annotation', 'import pkg.cart\n\ndef check(cart: pkg.cart.Cart):\n    cart.add_item(1)\n'],
    [
      'setUp',
      'import unittest\nfrom pkg.cart import Cart\n\nclass TestCart(unittest.TestCase):\n    def setUp(self):\n        self.cart = Cart()\n    def test_a(self):\n        self.cart.add_item(1)\n',
    ],
    [
      'patch.object',
      'from unittest.mock import patch\nfrom pkg.cart import Cart\n\n@patch.object(Cart, "add_item")\ndef test_a(m):\n    pass\n',
    ],
    ['a dotted patch', 'from unittest.mock import patch\n\n@patch("pkg.cart.Cart.add_item")\ndef test_a(m):\n    pass\n'],
    ['an unknown object, the name being gone', 'def check(cart):\n    cart.helper.add_item(1)\n'],
  ])('is followed through %s', async (_, text) => {
    expect(await repairedText(before, after, text)).toBe(text.replaceAll('add_item', 'put'))
  })

  test('is not followed on an unknown object while another class has the old name', async () => {
    const other = { 'pkg/list.py': 'class List:\n    def add_item(self, item):\n        pass\n' }
    expect(
      await repairedText({ ...before, ...other }, { ...after, ...other }, 'def check(cart):\n    cart.helper.add_item(1)\n'),
    ).toBeNull()
    const known = 'from pkg.list import List\nfrom pkg.cart import Cart\n\ndef test_a():\n    List().add_item(1)\n    Cart().add_item(1)\n'
    expect(await repairedText({ ...before, ...other }, { ...after, ...other }, known)).toBe(known.replace('Cart().add_item', 'Cart().put'))
  })
})
