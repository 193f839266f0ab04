import { describe, expect, test } from 'vitest'
import { symbolsResolve } from '../../../../src/engine/review/checks/symbols-resolve.ts'
import type { Files } from '../../../support/repair.ts'
import { examineTexts } from '../../../support/review-case.ts'

const CART = `import requests
from . import legacy


class Cart:
    def __init__(self, items, *, rate=0):
        self.items = items

    def put(self, item):
        return self


class Open(requests.Session):
    pass


def total(items, *, rate=0):
    return sum(items)


def any_total(items, **options):
    return sum(items)


@legacy.wrapped
def wrapped(items):
    return items
`
const PYTHON: Files = {
  'shop/__init__.py': 'from .cart import Cart\n',
  'shop/cart.py': CART,
  'shop/legacy.py': 'def wrapped(f):\n    return f\n',
  'shop/lazy.py': 'def __getattr__(name):\n    return name\n',
  'tests/helper.py': 'def make():\n    return 1\n',
}
const TEST = 'tests/test_cart.py'
const OLD =
  'import shop.cart\nfrom unittest.mock import patch\nfrom shop.cart import Cart\n\ndef test_a():\n    assert Cart([]).items == []\n'

const python = (after: string, more: Files = {}) => {
  const files = { ...PYTHON, [TEST]: OLD }
  return examineTexts(symbolsResolve, { base: files, head: files, edited: { [TEST]: after, ...more } })
}
const SCRIPT: Files = {
  'src/cart.ts': 'export class Cart {\n  put(item: number): this {\n    return this\n  }\n}\nexport type Item = { id: number }\n',
  'src/index.ts': "export * from './cart'\n",
  'src/old.js': 'module.exports = { total: 1 }\n',
}
const script = (after: string) => {
  const path = 'test/cart.test.ts'
  const files = { ...SCRIPT, [path]: "import { Cart } from '../src/cart'\nit('a', () => {})\n" }
  return examineTexts(symbolsResolve, { base: files, head: files, edited: { [path]: after }, framework: 'vitest' })
}

describe('what an edit brings exists', () => {
  test.each([
    ['an import', `${OLD}from shop.cart import total\n`],
    ['through a package', `${OLD}from shop import Cart as Basket\n`],
    ['a module of a package', `${OLD}from shop import legacy\n`],
    ['a member of a module', `${OLD}    shop.cart.total([])\n`],
    ['a member of an object', `${OLD}    Cart([]).put(1)\n`],
    ['what a constructor sets', `${OLD}    Cart([1]).items\n`],
    ['a keyword of a constructor', `${OLD}    Cart([], rate=1)\n`],
    ['a keyword of what takes any', `${OLD}    shop.cart.any_total([], rate=1)\n`],
    ['a name of the language', `${OLD}    len([])\n`],
    ['a patched path', `${OLD}    patch("shop.cart.total")\n`],
    ['a patched member', `${OLD}    patch.object(shop.cart, "total")\n`],
  ])('%s', async (_, after) => {
    expect(await python(after)).toMatchObject({ outcome: 'passed' })
  })

  test('what the same edits bring to a helper', async () => {
    const helper = { 'tests/helper.py': 'def make_two():\n    return 2\n' }
    expect(await python(`${OLD}from tests.helper import make_two\n`, helper)).toMatchObject({ outcome: 'passed' })
    expect(await python(`${OLD}from tests.helper import make_two\n`)).toMatchObject({ outcome: 'failed' })
  })

  test.each([
    ['an export', "import { Cart, type Item } from '../src/cart'\nit('a', () => {})\n"],
    ['through a barrel', "import { Cart } from '../src/index'\nit('a', () => {})\n"],
    ['a method', "import { Cart } from '../src/cart'\nit('a', () => {\n  new Cart().put(1)\n})\n"],
  ])('%s in TypeScript', async (_, after) => {
    expect((await script(after)).outcome).not.toBe('failed')
  })
})

describe('what is nowhere is named with its line', () => {
  test.each([
    ['an import', `${OLD}from shop.cart import grand_total\n`, ':7: shop/cart.py exports no grand_total'],
    ['a name', `${OLD}    grand_total([])\n`, ':7: grand_total is bound nowhere in the file'],
    ['a member of a module', `${OLD}    shop.cart.grand_total([])\n`, ':7: shop/cart.py exports no grand_total'],
    ['a member of an object', `${OLD}    Cart([]).add(1)\n`, ':7: Cart has no add'],
    ['a keyword', `${OLD}    shop.cart.total([], tax=1)\n`, ':7: total has no parameter tax'],
    ['a keyword of a constructor', `${OLD}    Cart([], tax=1)\n`, ':7: Cart has no parameter tax'],
    ['a patched path', `${OLD}    patch("shop.cart.grand_total")\n`, ':7: shop/cart.py exports no grand_total'],
    ['a patched member', `${OLD}    patch.object(Cart, "add")\n`, ':7: Cart has no add'],
  ])('%s', async (_, after, detail) => {
    expect(await python(after)).toEqual({ outcome: 'failed', detail: `${TEST}${detail}` })
  })

  test.each([
    ['an export', "import { Basket } from '../src/cart'\n", ':1: src/cart.ts exports no Basket'],
    ['a module', "import { Cart } from '../src/basket'\n", ':1: there is no module ../src/basket'],
    ['a method', "import { Cart } from '../src/cart'\nnew Cart().add(1)\n", ':2: Cart has no add'],
  ])('%s in TypeScript', async (_, after, detail) => {
    expect(await script(after)).toEqual({ outcome: 'failed', detail: `test/cart.test.ts${detail}` })
  })
})

describe('what texts do not say is not run, and never passes', () => {
  test.each([
    ['nothing is new', OLD.replace('== []', '== [1]'), 'no name that can be looked up is new'],
    ['a package that is not read', `${OLD}import requests\n`, 'requests was not read'],
    ['a class with a base that is not read', `from shop.cart import Open\n${OLD}    Open().send(1)\n`, null],
    ['a decorated function', `from shop.cart import wrapped\n${OLD}    wrapped([], tax=1)\n`, null],
    ['a module with names of its own making', `from shop.lazy import anything\n${OLD}`, 'no name that can be looked up is new'],
    ['a patched name that is made', `${OLD}    patch("shop.cart.nothing", create=True)\n`, 'no name that can be looked up is new'],
    ['a member that the test sets', `${OLD}    Cart.extra = 1\n    Cart.extra\n`, 'no name that can be looked up is new'],
  ])('%s', async (_, after, detail) => {
    const found = await python(after)
    if (detail === null) expect(found).toMatchObject({ outcome: 'passed', detail: 'the one name that is new exists' })
    else expect(found).toEqual({ outcome: 'not_run', detail })
  })

  test('a file of declarations', async () => {
    const files = { 'types/index.d.ts': 'declare namespace shop {\n  class Cart {}\n}\n', 'test/a.test.ts': '' }
    const edited = { 'test/a.test.ts': "import { Cart } from '../types/index'\n" }
    expect((await examineTexts(symbolsResolve, { base: files, head: files, edited, framework: 'vitest' })).outcome).toBe('not_run')
  })

  test('a whole export of CommonJS', async () => {
    expect((await script("import { anything } from '../src/old'\n")).outcome).toBe('not_run')
  })
})
