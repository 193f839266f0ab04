import { describe, expect, test } from 'vitest'
import { findUnmigratedCallers } from '../../../../src/engine/changes/follow/unmigrated-callers.ts'
import { createProject, type Project } from '../../../../src/engine/changes/resolve/project.ts'
import { testParsers } from '../../../support/grammars.ts'
import { changesBetween, type Files } from '../../../support/repair.ts'

/** Lines left behind by any of the changes, as `file:line`. */
async function unmigrated(base: Files, head: Files): Promise<readonly string[]> {
  const changes = await changesBetween(base, head)
  expect(changes).not.toEqual([])
  const parsers = await testParsers()
  const [before, after] = [base, head].map((files) => createProject(new Map(Object.entries(files)), parsers)) as [Project, Project]
  const trees = { before, after, product: Object.keys(head) }
  const found = changes.flatMap((change) => findUnmigratedCallers(change, trees, new Map(Object.entries(head))).unmigrated)
  return [...new Set(found.map((use) => `${use.file}:${use.line}`))].sort()
}

describe('a renamed Python function', () => {
  const old = 'def total(items):\n    return sum(item.price for item in items)\n'
  const base = { 'pkg/__init__.py': '', 'pkg/cart.py': old }
  const head = { 'pkg/__init__.py': '', 'pkg/cart.py': old.replace('total', 'grand_total') }

  test.each([
    ['a caller that follows', 'from .cart import grand_total\n\ndef pay(c):\n    return grand_total(c)\n', []],
    ['an import of the old name', 'from .cart import total\n', ['pkg/pay.py:1']],
    ['an old use through the module', 'from . import cart\n\ndef pay(c):\n    return cart.total(c)\n', ['pkg/pay.py:4']],
    ['a use whose import is gone', 'from .cart import grand_total\n\ndef pay(c):\n    return total(c)\n', ['pkg/pay.py:4']],
    ['getattr', 'from . import cart\n\nf = getattr(cart, "total")\n', ['pkg/pay.py:3']],
    ['a registry of names', 'NAMES = ["pkg.cart:total"]\n', ['pkg/pay.py:1']],
    ['a local of that name', 'def pay(total):\n    return total\n', []],
    ['a comment and a docstring', '"""Uses total of the cart."""\n# total\n', []],
  ])('%s', async (_, caller, expected) => {
    const before = { ...base, 'pkg/pay.py': 'from .cart import total\n\ndef pay(c):\n    return total(c)\n' }
    expect(await unmigrated(before, { ...head, 'pkg/pay.py': caller })).toEqual(expected)
  })

  test('a type stub that still says the old name breaks nobody', async () => {
    const stub = { 'pkg/cart.pyi': 'def total(items: list) -> int: ...\n' }
    expect(await unmigrated({ ...base, ...stub }, { ...head, ...stub })).toEqual([])
  })

  test('an untouched re-export, __all__ and an entry point are left behind', async () => {
    const others = {
      'pkg/__init__.py': 'from .cart import total\n\n__all__ = ["total"]\n',
      'pyproject.toml': '[project.scripts]\ntotal = "pkg.cart:total"\n',
      'README.md': 'Call `pkg.cart.total`.\n',
    }
    expect(await unmigrated({ ...base, ...others }, { ...head, ...others })).toEqual([
      'pkg/__init__.py:1',
      'pkg/__init__.py:3',
      'pyproject.toml:2',
    ])
  })
})

describe('a default export that was removed', () => {
  const base = { 'src/years.js': 'export default (years) => years * 4\n' }
  test.each([
    ['an import under any name', "import toQuarters from './years.js'\n\nexport const two = toQuarters(2)\n", ['src/use.js:1']],
    ['a re-export', "export { default as quarters } from './years.js'\n", ['src/use.js:1']],
    ['the word in quotes says nothing', 'export const hint = (value) => value[Symbol.toPrimitive]("default")\n', []],
  ])('%s', async (_, use, expected) => {
    const before = { ...base, 'src/use.js': use }
    expect(await unmigrated(before, { 'src/use.js': use, 'src/other.js': 'export const other = 1\n' })).toEqual(expected)
  })
})

describe('a method that was renamed in a base class', () => {
  const base =
    'class Base:\n    def put(self, item):\n        return item + 1\n\n    def twice(self, item):\n        return self.put(self.put(item))\n'
  const heir = (name: string) => `from .base import Base\n\nclass Heir(Base):\n    def ${name}(self, item):\n        return item + 2\n`
  test.each([
    ['that overrides the old name', 'put', ['pkg/heir.py:4']],
    ['that overrides the new name', 'add_item', []],
  ])('must be followed by a class %s', async (_, name, expected) => {
    const head = { 'pkg/base.py': base.replaceAll('put', 'add_item'), 'pkg/heir.py': heir(name) }
    expect(await unmigrated({ 'pkg/base.py': base, 'pkg/heir.py': heir('put') }, head)).toEqual(expected)
  })
})

describe('a renamed Python method', () => {
  const old =
    'class Cart:\n    def put(self, item):\n        return item + 1\n\n    def twice(self, item):\n        return self.put(self.put(item))\n'
  const base = { 'pkg/cart.py': old }
  test('is used by its own class and by others', async () => {
    expect(await unmigrated(base, { 'pkg/cart.py': old.replaceAll('put', 'add_item') })).toEqual([])
    expect(await unmigrated(base, { 'pkg/cart.py': old.replace('put', 'add_item') })).toEqual(['pkg/cart.py:6'])
    const user = { 'pkg/user.py': 'def fill(cart):\n    cart.put(1)\n' }
    expect(await unmigrated({ ...base, ...user }, { 'pkg/cart.py': old.replaceAll('put', 'add_item'), ...user })).toEqual(['pkg/user.py:2'])
  })
})

describe('changed Python parameters', () => {
  const base = {
    'pkg/a.py': 'def f(user, n=1):\n    return user.name * n\n',
    'pkg/b.py': 'from .a import f\n\nx = f(user=1, n=2)\ny = f(1, 2)\n',
  }
  test.each([
    ['a renamed keyword', 'def f(account, n=1):\n    return account.name * n\n', base['pkg/b.py'], ['pkg/b.py:3']],
    [
      'a renamed keyword, followed',
      'def f(account, n=1):\n    return account.name * n\n',
      'from .a import f\n\nx = f(account=1, n=2)\ny = f(1, 2)\n',
      [],
    ],
    ['a swapped order', 'def f(n, user):\n    return user.name * n\n', base['pkg/b.py'], ['pkg/b.py:4']],
    [
      'a swapped order, followed',
      'def f(n, user):\n    return user.name * n\n',
      'from .a import f\n\nx = f(user=1, n=2)\ny = f(2, 1)\n',
      [],
    ],
    ['a new required value', 'def f(user, n=1, *, m):\n    return user.name * n\n', base['pkg/b.py'], ['pkg/b.py:3', 'pkg/b.py:4']],
    ['a removed parameter', 'def f(user):\n    return user.name * 1\n', base['pkg/b.py'], ['pkg/b.py:3', 'pkg/b.py:4']],
    ['async without await', 'async def f(user, n=1):\n    return user.name * n\n', base['pkg/b.py'], ['pkg/b.py:3', 'pkg/b.py:4']],
    ['keyword-only', 'def f(user, *, n=1):\n    return user.name * n\n', base['pkg/b.py'], ['pkg/b.py:4']],
  ])('%s', async (_, definition, caller, expected) => {
    expect(await unmigrated(base, { 'pkg/a.py': definition, 'pkg/b.py': caller })).toEqual(expected)
  })

  test('of a constructor are followed by subclasses', async () => {
    const cls = 'class A:\n    def __init__(self, host):\n        self.host = host\n'
    const sub = 'from .a import A\n\nclass B(A):\n    def __init__(self):\n        super().__init__(host="x")\n'
    const [before, after] = [
      { 'pkg/a.py': cls, 'pkg/b.py': sub },
      { 'pkg/a.py': cls.replaceAll('host', 'name'), 'pkg/b.py': sub },
    ]
    expect(await unmigrated(before, after)).toEqual(['pkg/b.py:5'])
  })
})

describe('a constructor that lost a parameter, behind a function that hands on what it is given', () => {
  const option = (parameters: string) => ({
    'pkg/option.py': `class Option:\n    def __init__(self, ${parameters}):\n        self.name = name\n`,
  })
  const manager = (call: string) => `from .option import Option\n\n\ndef add(*args, **kwargs):\n    return Option(${call})\n`
  const using = (words: string) => `from .manager import add\n\n\ndef setup():\n    add(${words})\n`

  test.each([
    ['nobody writes it', '*args, **kwargs', '"--foo"', []],
    ['a caller still writes it', '*args, **kwargs', '"--foo", callback=print', ['pkg/manager.py:5']],
    ['a caller spreads a map', '*args, **kwargs', '**options', ['pkg/manager.py:5']],
    ['it adds one of its own', '*args, callback=print', '"--foo"', ['pkg/manager.py:5']],
  ])('%s', async (_, call, words, expected) => {
    const others = { 'pkg/__init__.py': '', 'pkg/manager.py': manager(call), 'pkg/setup.py': using(words) }
    expect(await unmigrated({ ...others, ...option('name, callback=None') }, { ...others, ...option('name') })).toEqual(expected)
  })
})

describe('a Python declaration or module that moved', () => {
  const text = 'def f(x):\n    return x * 2\n'
  test('is imported from its old place', async () => {
    const caller = 'from .a import f\n\nP = "pkg.a.f"\n'
    const base = { 'pkg/a.py': text, 'pkg/b.py': '', 'pkg/c.py': caller }
    const head = { 'pkg/a.py': '', 'pkg/b.py': text, 'pkg/c.py': caller }
    expect(await unmigrated(base, head)).toEqual(['pkg/c.py:1', 'pkg/c.py:3'])
    expect(await unmigrated(base, { ...head, 'pkg/c.py': 'from .b import f\n\nP = "pkg.b.f"\n' })).toEqual([])
  })

  test('is named by its old name', async () => {
    const caller = 'from . import a\nimport pkg.a as other\n\nP = "pkg.a:f"\nLABEL = "pkg.a"\n'
    const base = { 'pkg/__init__.py': '', 'pkg/a.py': text, 'pkg/c.py': caller }
    expect(await unmigrated(base, { 'pkg/__init__.py': '', 'pkg/b.py': text, 'pkg/c.py': caller })).toEqual([
      'pkg/c.py:1',
      'pkg/c.py:2',
      'pkg/c.py:4',
    ])
  })
})

describe('a changed TypeScript contract', () => {
  const cart = 'export function total(items: Item[]) {\n  return items.length * 2\n}\n'
  const base = {
    'src/cart.ts': cart,
    'src/index.ts': "export { total } from './cart'\n",
    'src/pay.ts': "import { total } from './cart'\nexport const pay = () => total([])\n",
  }
  const renamed = { 'src/cart.ts': cart.replace('total', 'grandTotal') }

  test.each([
    ['is left behind by a re-export and a caller', {}, ['src/index.ts:1', 'src/pay.ts:1', 'src/pay.ts:2']],
    [
      'is followed',
      {
        'src/index.ts': "export { grandTotal } from './cart'\n",
        'src/pay.ts': "import { grandTotal } from '.'\nexport const pay = () => grandTotal([])\n",
      },
      [],
    ],
    [
      'is followed under an alias',
      {
        'src/index.ts': "export { grandTotal as other } from './cart'\n",
        'src/pay.ts': "import { other as total } from '.'\nexport const pay = () => total([])\n",
      },
      [],
    ],
    [
      'is left behind by a use whose import is gone',
      { 'src/index.ts': '', 'src/pay.ts': "import { grandTotal } from './cart'\nexport const pay = () => total(grandTotal([]))\n" },
      ['src/pay.ts:2'],
    ],
    [
      'is left behind by a computed member',
      { 'src/index.ts': '', 'src/pay.ts': "import * as cart from './cart'\nexport const pay = () => cart['total']([])\n" },
      ['src/pay.ts:2'],
    ],
  ])('%s', async (_, others, expected) => {
    expect(await unmigrated(base, { ...base, ...renamed, ...others })).toEqual(expected)
  })

  test('of a constructor is followed by `new` and `super`', async () => {
    const cls = (list: string) => `export class A {\n  constructor(${list}) {\n    use(host, port)\n  }\n}\n`
    const sub =
      "import { A } from './a'\nexport class B extends A {\n  constructor() {\n    super('h', 1)\n  }\n}\nexport const a = new A('h', 2)\n"
    const [before, after] = [
      { 'src/a.ts': cls('host: string, port: number'), 'src/b.ts': sub },
      { 'src/a.ts': cls('port: number, host: string'), 'src/b.ts': sub },
    ]
    expect(await unmigrated(before, after)).toEqual(['src/b.ts:4', 'src/b.ts:7'])
    const followed = sub.replace("'h', 1", "1, 'h'").replace("'h', 2", "2, 'h'")
    expect(await unmigrated(before, { ...after, 'src/b.ts': followed })).toEqual([])
  })

  test('of a module is followed by its importers', async () => {
    const moved = { 'src/shop/cart.ts': cart }
    const { 'src/cart.ts': _, ...rest } = base
    expect(await unmigrated(base, { ...rest, ...moved })).toEqual(['src/index.ts:1', 'src/pay.ts:1'])
  })
})
