import { describe, expect, test } from 'vitest'
import { isInformational } from '../../../../src/engine/changes/compare/informational-changes.ts'
import { findUnmigratedCallers } from '../../../../src/engine/changes/follow/unmigrated-callers.ts'
import { referenceSites } from '../../../../src/engine/changes/uses/reference-sites.ts'
import { changesBetween, changeTexts, repairContext, repairedText } from '../../../support/repair.ts'

const body = 'def check(user):\n    if not user:\n        raise ValueError("no user")\n    return user.name, user.age\n'

describe('what a commit changed in values and shapes', () => {
  test.each([
    ['a message', body, body.replace('no user', 'nobody'), ['literal_replaced check: "no user" -> "nobody"']],
    ['an exception', body, body.replace('ValueError', 'LookupError'), ['exception_replaced check: ValueError -> LookupError']],
    [
      'how many values come back',
      body,
      body.replace(', user.age', ', user.age, user.city'),
      ['result_changed check: 2 values -> 3 values'],
    ],
    [
      'the keys that come back',
      'def f(x):\n    return {"a": x, "b": 1}\n',
      'def f(x):\n    return {"a": x, "c": 1}\n',
      ['literal_replaced f: "b" -> "c"', 'result_changed f: {a, b} -> {a, c}'],
    ],
    [
      'the declared type of the result',
      'def f(x) -> Tuple[int, str]:\n    return g(x)\n',
      'def f(x) -> int:\n    return h(x)\n',
      ['type_changed f: Tuple[int, str] -> int'],
    ],
    [
      'the declared type of a field',
      'class A:\n    def __init__(self):\n        self.names: Set[str] = set()\n',
      'class A:\n    def __init__(self):\n        self.names: List[str] = []\n',
      ['type_changed A.names: Set[str] -> List[str]'],
    ],
    [
      'a type that is only spelled in another way',
      'def f(x) -> Optional[List[int]]:\n    return g(x)\n',
      'def f(x) -> list[int] | None:\n    return h(x)\n',
      [],
    ],
    ['a constant', 'RATE = 0.2\n', 'RATE = 0.25\n', ['literal_replaced RATE: 0.2 -> 0.25']],
    [
      'a member of an enum',
      'class Level(Enum):\n    LOW = 1\n    HIGH = 2\n',
      'class Level(Enum):\n    LOW = 1\n    HIGH = 3\n',
      ['literal_replaced Level.HIGH: 2 -> 3'],
    ],
    ['a default', 'def f(a, n=1):\n    return a\n', 'def f(a, n=2):\n    return a\n', ['default_changed f: n=1 -> n=2']],
    [
      'a default that went',
      'def f(a, n=1):\n    return a\n',
      'def f(a, n):\n    return a\n',
      ['parameter_kind_changed f: a, n=1 -> a, n', 'default_changed f: n=1 -> n'],
    ],
    [
      'a decorator',
      '@cache\ndef f(a):\n    return a\n',
      '@retry(3)\ndef f(a):\n    return a\n',
      ['decorators_changed f: cache -> retry(3)'],
    ],
    [
      'a property',
      'class A:\n    def size(self):\n        return self._n\n',
      'class A:\n    @property\n    def size(self):\n        return self._n\n',
      ['became_property A.size: size() -> size'],
    ],
    [
      'a field that became a method',
      'class A:\n    def __init__(self):\n        self.size = 1\n',
      'class A:\n    def __init__(self):\n        self.n = 1\n\n    def size(self):\n        return self.n\n',
      ['became_method A.size: size -> size()'],
    ],
    [
      'a deprecation',
      'def f(a):\n    return a\n',
      'import warnings\n\ndef f(a):\n    warnings.warn("f is old, use g() instead", DeprecationWarning)\n    return a\n',
      ['deprecated f: f -> g'],
    ],
    [
      'a docstring and a comment',
      'def f(a):\n    """One."""\n    return a\n',
      'def f(a):\n    """Two."""\n    # three\n    return a\n',
      [],
    ],
    ['a rewritten body', 'def f(a):\n    return a + 1\n', 'def f(a):\n    return [a for a in range(2) if a]\n', []],
  ])('%s in Python', async (_, before, after, expected) => {
    expect(await changeTexts({ 'pkg/a.py': before }, { 'pkg/a.py': after })).toEqual(expected)
  })

  test.each([
    [
      'an exception and its message',
      "export function f(x) {\n  if (!x) throw new Error('no x')\n  return x\n}\n",
      "export function f(x) {\n  if (!x) throw new TypeError('x is missing')\n  return x\n}\n",
      ["literal_replaced f: 'no x' -> 'x is missing'", 'exception_replaced f: Error -> TypeError'],
    ],
    [
      'the keys of the object that comes back',
      'export const f = (x) => ({ sum: x, count: 1 })\n',
      'export const f = (x) => ({ total: x, count: 1 })\n',
      ['result_changed f: {sum, count} -> {total, count}'],
    ],
    [
      'a member of an enum',
      "export enum Level { Low = 'low', High = 'high' }\n",
      "export enum Level { Low = 'low', High = 'top' }\n",
      ["literal_replaced Level.High: 'high' -> 'top'"],
    ],
    [
      'a deprecation',
      'export function f(x: number) {\n  return x\n}\n',
      '/**\n * Doubles.\n * @deprecated use {@link twice}\n */\nexport function f(x: number) {\n  return x\n}\n',
      ['deprecated f: f -> twice'],
    ],
    [
      'a getter',
      'export class A {\n  size() {\n    return this.n\n  }\n}\n',
      'export class A {\n  get size() {\n    return this.n\n  }\n}\n',
      ['became_property A.size: size() -> size'],
    ],
  ])('%s in TypeScript', async (_, before, after, expected) => {
    expect(await changeTexts({ 'src/a.ts': before }, { 'src/a.ts': after })).toEqual(expected)
  })

  test('a name that a package no longer hands on', async () => {
    const cart = { 'shop/cart.py': 'def total(items):\n    return sum(items)\n' }
    const [base, head] = [
      { ...cart, 'shop/__init__.py': 'from .cart import total\n\nNAME = "shop"\n' },
      { ...cart, 'shop/__init__.py': 'NAME = "shop"\n' },
    ]
    expect(await changeTexts(base, head)).toEqual(['reexport_removed total: shop -> shop.cart'])
    expect(await repairedText(base, head, 'from shop import total\n\ndef test_a():\n    assert total([]) == 0\n')).toBeNull()
  })

  test('edits nothing and asks no caller to follow', async () => {
    const [base, head] = [{ 'pkg/a.py': body }, { 'pkg/a.py': body.replace('ValueError', 'KeyError').replace('no user', 'none') }]
    const { changes, trees } = await repairContext(base, head, {})
    expect(changes.map(isInformational)).toEqual([true, true])
    expect(changes.map((change) => findUnmigratedCallers(change, trees, new Map()).follows)).toEqual([true, true])
    expect(await repairedText(base, head, 'from pkg.a import check\n\ndef test_a():\n    check(None)\n')).toBeNull()
  })
})

test('referenceSites are the places that mention what changed, by any name', async () => {
  const [base, head] = [
    { 'pkg/a.py': 'RATE = 0.2\n\ndef f(x):\n    return x\n' },
    { 'pkg/a.py': 'RATE = 0.3\n\ndef f(x):\n    return x\n' },
  ]
  const tests = { 'tests/test_a.py': 'from pkg import a\nfrom pkg.a import RATE as R\n\ndef test_a():\n    assert R == a.RATE == 0.2\n' }
  const { trees } = await repairContext(base, head, tests)
  const [change] = await changesBetween(base, head)
  const sites = change === undefined ? [] : referenceSites(change, 'tests/test_a.py', trees)
  expect(sites.map(({ line, text }) => `${line} ${text}`)).toEqual(['5 R', '5 RATE'])
})
