import type { TwoCommits } from '../../support/heal-texts.ts'

/** Five product files: a function renamed, a module moved, a parameter made keyword-only and one renamed, all in one commit. */
export function fiveFiles(framework: 'pytest' | 'vitest'): TwoCommits {
  const [before, after] = framework === 'pytest' ? [PYTHON_BEFORE, PYTHON_AFTER] : [SCRIPT_BEFORE, SCRIPT_AFTER]
  const gone = Object.keys(before).filter((path) => /\/money\.\w+$/.test(path) && !/test/.test(path))
  return {
    ...{ name: 'five-files', framework, before },
    message: 'Clean up the shop: money moved, names that say what they do, options by name',
    after: { ...after, ...Object.fromEntries(gone.map((path) => [path, null])) },
  }
}

const MONEY =
  'CENT = 100\n\n\ndef whole(cents):\n    return cents // CENT\n\n\ndef show(cents, symbol="EUR"):\n    return f"{cents / CENT:.2f} {symbol}"\n'
const PYTHON_BEFORE = {
  'conftest.py': '',
  'shop/__init__.py': '',
  'shop/money.py': MONEY,
  'shop/tax.py': 'def on(net, rate=19):\n    tax = net * rate\n    return (tax + 50) // 100\n',
  'shop/cart.py':
    'from shop.tax import on\n\n\nclass Cart:\n    def __init__(self):\n        self.lines = []\n\n    def put(self, name, cents, count=1):\n        if count < 1:\n            raise ValueError("nothing to put")\n        self.lines.append((name, cents, count))\n        return self\n\n    def net(self):\n        return sum(cents * count for _, cents, count in self.lines)\n\n    def gross(self):\n        net = self.net()\n        return net + on(net)\n',
  'shop/receipt.py':
    'from shop.money import show\n\n\ndef rows(cart, width=20):\n    return [f"{name:<{width}}{show(cents * count)}" for name, cents, count in cart.lines]\n',
  'shop/till.py':
    'from shop.cart import Cart\nfrom shop.money import show\nfrom shop.receipt import rows\n\n\ndef sell(items):\n    cart = Cart()\n    for name, cents in items:\n        cart.put(name, cents)\n    return [*rows(cart, 8), show(cart.gross())]\n',
  'tests/test_money.py':
    'from shop.money import show, whole\n\n\ndef test_whole():\n    assert whole(250) == 2\n\n\ndef test_show():\n    assert show(250) == "2.50 EUR"\n    assert show(5, "CHF") == "0.05 CHF"\n',
  'tests/test_tax.py':
    'from shop.tax import on\n\n\ndef test_rate():\n    assert on(1000) == 190\n\n\ndef test_other_rate():\n    assert on(1000, rate=7) == 70\n',
  'tests/test_cart.py':
    'import pytest\n\nfrom shop.cart import Cart\n\n\n@pytest.fixture\ndef cart():\n    return Cart().put("tea", 250, 2).put("mug", 900)\n\n\ndef test_net(cart):\n    assert cart.net() == 1400\n\n\ndef test_gross(cart):\n    assert cart.gross() == 1666\n\n\ndef test_nothing():\n    with pytest.raises(ValueError, match="nothing to put"):\n        Cart().put("tea", 250, 0)\n',
  'tests/test_receipt.py':
    'from shop.cart import Cart\nfrom shop.receipt import rows\n\n\ndef test_rows():\n    assert rows(Cart().put("tea", 250, 2), 5) == ["tea  5.00 EUR"]\n',
  'tests/test_till.py':
    'from unittest.mock import patch\n\nfrom shop.till import sell\n\n\ndef test_sell():\n    assert sell([("tea", 250)]) == ["tea     2.50 EUR", "2.98 EUR"]\n\n\ndef test_shows_all():\n    with patch("shop.till.show", return_value="?") as shown:\n        assert sell([("tea", 250)])[-1] == "?"\n    shown.assert_called_once_with(298)\n',
}
const PYTHON_AFTER = {
  'shop/values/__init__.py': '',
  'shop/values/money.py': MONEY,
  'shop/tax.py': 'def tax_on(net, percent=19):\n    tax = net * percent\n    return (tax + 50) // 100\n',
  'shop/cart.py': PYTHON_BEFORE['shop/cart.py']
    .replace('import on', 'import tax_on')
    .replace('+ on(net)', '+ tax_on(net)')
    .replace('def put(', 'def add('),
  'shop/receipt.py': PYTHON_BEFORE['shop/receipt.py'].replace('shop.money', 'shop.values.money').replace('cart, width', 'cart, *, width'),
  'shop/till.py': PYTHON_BEFORE['shop/till.py']
    .replace('shop.money', 'shop.values.money')
    .replace('cart.put', 'cart.add')
    .replace('cart, 8', 'cart, width=8'),
}

const SCRIPT_MONEY =
  'const CENT = 100\n\nexport function whole(cents: number): number {\n  return Math.floor(cents / CENT)\n}\n\nexport function show(cents: number, symbol = "EUR"): string {\n  return `${(cents / CENT).toFixed(2)} ${symbol}`\n}\n'
const SCRIPT_BEFORE = {
  'package.json': '{"type":"module","devDependencies":{"vitest":"*"}}\n',
  'src/money.ts': SCRIPT_MONEY,
  'src/tax.ts': 'export function on(net: number, rate = 19): number {\n  const tax = net * rate\n  return Math.round(tax / 100)\n}\n',
  'src/cart.ts':
    "import { on } from './tax'\n\nexport type Line = { name: string; cents: number; count: number }\n\nexport class Cart {\n  lines: Line[] = []\n\n  put(name: string, cents: number, count = 1): this {\n    if (count < 1) throw new RangeError('nothing to put')\n    this.lines.push({ name, cents, count })\n    return this\n  }\n\n  net(): number {\n    return this.lines.reduce((sum, { cents, count }) => sum + cents * count, 0)\n  }\n\n  gross(): number {\n    return this.net() + on(this.net())\n  }\n}\n",
  'src/receipt.ts':
    "import type { Cart } from './cart'\nimport { show } from './money'\n\nexport function rows(cart: Cart, { width = 20 } = {}): string[] {\n  return cart.lines.map(({ name, cents, count }) => `${name.padEnd(width)}${show(cents * count)}`)\n}\n",
  'src/till.ts':
    "import { Cart } from './cart'\nimport { show } from './money'\nimport { rows } from './receipt'\n\nexport function sell(items: [string, number][]): string[] {\n  const cart = new Cart()\n  for (const [name, cents] of items) cart.put(name, cents)\n  return [...rows(cart, { width: 8 }), show(cart.gross())]\n}\n",
  'test/money.test.ts':
    "import { expect, test } from 'vitest'\nimport { show, whole } from '../src/money'\n\ntest('whole', () => {\n  expect(whole(250)).toBe(2)\n})\n\ntest('show', () => {\n  expect(show(250)).toBe('2.50 EUR')\n  expect(show(5, 'CHF')).toBe('0.05 CHF')\n})\n",
  'test/tax.test.ts':
    "import { expect, test } from 'vitest'\nimport { on } from '../src/tax'\n\ntest('rate', () => {\n  expect(on(1000)).toBe(190)\n  expect(on(1000, 7)).toBe(70)\n})\n",
  'test/cart.test.ts':
    "import { beforeEach, expect, test } from 'vitest'\nimport { Cart } from '../src/cart'\n\nlet cart: Cart\nbeforeEach(() => {\n  cart = new Cart().put('tea', 250, 2).put('mug', 900)\n})\n\ntest('net', () => {\n  expect(cart.net()).toBe(1400)\n})\n\ntest('gross', () => {\n  expect(cart.gross()).toBe(1666)\n})\n\ntest('nothing', () => {\n  expect(() => new Cart().put('tea', 250, 0)).toThrow('nothing to put')\n})\n",
  'test/receipt.test.ts':
    "import { expect, test } from 'vitest'\nimport { Cart } from '../src/cart'\nimport { rows } from '../src/receipt'\n\ntest('rows', () => {\n  expect(rows(new Cart().put('tea', 250, 2), { width: 5 })).toEqual(['tea  5.00 EUR'])\n})\n",
  'test/till.test.ts':
    "import { expect, test, vi } from 'vitest'\nimport * as money from '../src/money'\nimport { sell } from '../src/till'\n\nvi.mock('../src/money', () => ({ show: vi.fn((cents: number) => `${cents}`) }))\n\ntest('sell', () => {\n  expect(sell([['tea', 250]])).toEqual(['tea     250', '298'])\n  expect(vi.mocked(money.show)).toHaveBeenCalledWith(298)\n})\n",
}
const SCRIPT_AFTER = {
  'src/values/money.ts': SCRIPT_MONEY,
  'src/tax.ts':
    'export function taxOn(net: number, percent = 19): number {\n  const tax = net * percent\n  return Math.round(tax / 100)\n}\n',
  'src/cart.ts': SCRIPT_BEFORE['src/cart.ts'].replace('{ on }', '{ taxOn }').replace('+ on(', '+ taxOn(').replace('  put(', '  add('),
  'src/receipt.ts': SCRIPT_BEFORE['src/receipt.ts']
    .replace('./money', './values/money')
    .replace('{ width = 20 }', '{ columns = 20 }')
    .replace('padEnd(width)', 'padEnd(columns)'),
  'src/till.ts': SCRIPT_BEFORE['src/till.ts']
    .replace('./money', './values/money')
    .replace('cart.put', 'cart.add')
    .replace('{ width: 8 }', '{ columns: 8 }'),
}
