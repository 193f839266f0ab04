import { describe, expect, test } from 'vitest'
import { changesBetween, changeTexts } from '../../../support/repair.ts'

const py = (text: string) => ({ 'pkg/a.py': text })
const body = '    found = []\n    for item in items:\n        if item.price > 3:\n            found.append(item)\n    return found\n'

describe('contractChanges of Python', () => {
  test.each([
    ['a rename with the same body', `def pick(items):\n${body}`, `def choose(items):\n${body}`, ['renamed pick: pick -> choose']],
    [
      'a rename with a changed body',
      `def pick(items):\n${body}`,
      `def choose(items):\n${body.replace('3', '4').replaceAll('found', 'hits')}`,
      ['renamed pick: pick -> choose', 'literal_replaced pick: 3 -> 4'],
    ],
    [
      'a rename that is called by itself',
      'def f(n):\n    return n and f(n - 1)\n',
      'def g(n):\n    return n and g(n - 1)\n',
      ['renamed f: f -> g'],
    ],
    [
      'a parameter whose successor the base announced',
      'import warnings\n\ndef get(url, follow=None, allow=None):\n    if allow is not None:\n        warnings.warn("The `allow` argument is deprecated. Use `follow` instead.", DeprecationWarning)\n    return go(url, allow or follow)\n',
      'def get(url, follow=None):\n    return go(url, follow)\n',
      ['parameter_renamed get: allow -> follow'],
    ],
    [
      'a private method that is gone, which only a test can miss',
      'class A:\n    def _size(self):\n        return self.n\n\n    def go(self):\n        return self.n + 1\n',
      'class A:\n    def go(self):\n        return self.n + 1\n',
      ['removed A._size: _size -> '],
    ],
    [
      'two candidates',
      'def f(x):\n    return x * 2\n',
      'def g(x):\n    return x * 2\n\ndef h(x):\n    return x * 2\n',
      ['removed f: f -> '],
    ],
    [
      'two ancestors',
      'def f(x):\n    return x * 2\n\ndef e(x):\n    return x * 2\n',
      'def g(x):\n    return x * 2\n',
      ['removed f: f -> ', 'removed e: e -> '],
    ],
    [
      'another function in its place',
      'def f(x):\n    return x * 2\n',
      'def report(rows):\n    with open("x") as out:\n        out.write(rows)\n',
      ['removed f: f -> '],
    ],
    [
      'swapped names',
      'def a(x):\n    return x * 2 + 3\n\ndef b(y):\n    return y - 5 * 8\n',
      'def b(x):\n    return x * 2 + 3\n\ndef a(y):\n    return y - 5 * 8\n',
      [],
    ],
    [
      'a name that was passed on',
      'def a(x):\n    return x * 2 + 3\n\ndef b(y):\n    return y - 5 * 8\n',
      'def b(x):\n    return x * 2 + 3\n',
      [],
    ],
    ['an alias that stays', 'def f(x):\n    return x * 2\n', 'def g(x):\n    return x * 2\n\nf = g\n', []],
    [
      'a deprecated function that stays',
      'def f(x):\n    return x * 2\n',
      'import warnings\n\ndef g(x):\n    return x * 2\n\ndef f(x):\n    warnings.warn("use g")\n    return g(x)\n',
      [],
    ],
    [
      'a constant with the same value and place',
      'A = 1\nLIMIT = 30\nB = 2\n',
      'A = 1\nMOST = 30\nB = 2\n',
      ['renamed LIMIT: LIMIT -> MOST'],
    ],
    ['a constant with another value', 'A = 1\nLIMIT = 30\nB = 2\n', 'A = 1\nMOST = 40\nB = 2\n', ['removed LIMIT: LIMIT -> ']],
    [
      'empty bodies',
      'def on_start(x):\n    pass\n\ndef keep():\n    return 1\n',
      'def keep():\n    return 1\n\ndef on_finish(x):\n    pass\n',
      ['removed on_start: on_start -> '],
    ],
    [
      'comments, docstrings and layout',
      'def f(x):\n    return x * 2\n',
      'def f(x):\n    """Doubles."""\n    # twice\n    return (\n        x * 2\n    )\n',
      [],
    ],
    [
      'async behind overloads',
      '@overload\ndef f(x: int) -> int: ...\n\ndef f(x):\n    return x * 2\n',
      '@overload\ndef f(x: int) -> int: ...\n\nasync def f(x):\n    return x * 2\n',
      ['became_async f: f(x) -> async f(x)'],
    ],
    ['async', 'def f(x):\n    return x * 2\n', 'async def f(x):\n    return x * 2\n', ['became_async f: f(x) -> async f(x)']],
    ['a text that does not parse', 'def f(x):\n    return x * 2\n', 'def g(x:\n    return x * 2\n', []],
  ])('%s', async (_, before, after, expected) => {
    expect(await changeTexts(py(before), py(after))).toEqual(expected)
  })

  test.each([
    [
      'a method keeps its class',
      'class A:\n    def go(self, x):\n        return x + 1\n',
      'class A:\n    def run(self, x):\n        return x + 1\n',
      ['renamed A.go: go -> run'],
    ],
    [
      'a class carries its methods',
      'class A:\n    def go(self, x):\n        return x + 1\n',
      'class B:\n    def run(self, x):\n        return x + 1\n',
      ['renamed A: A -> B', 'renamed A.go: go -> run'],
    ],
    [
      'a property',
      'class A:\n    @property\n    def go(self):\n        return self.x + 1\n',
      'class A:\n    @property\n    def run(self):\n        return self.x + 1\n',
      ['renamed A.go: go -> run'],
    ],
    [
      'a property that became a method is no plain rename',
      'class A:\n    @property\n    def go(self):\n        return self.x + 1\n',
      'class A:\n    def run(self):\n        return self.x + 1\n',
      ['removed A.go: go -> '],
    ],
    [
      'an override that lost its name',
      'class B:\n    def go(self):\n        return 1\n\nclass A(B):\n    def go(self):\n        return 2 + self.x\n',
      'class B:\n    def go(self):\n        return 1\n\nclass A(B):\n    def run(self):\n        return 2 + self.x\n',
      [],
    ],
    [
      'an attribute, with its constructor',
      'class A:\n    def __init__(self, host):\n        self.host = host\n',
      'class A:\n    def __init__(self, name):\n        self.name = name\n',
      ['parameter_renamed A.__init__: host -> name', 'renamed A.host: host -> name'],
    ],
    [
      'methods of two classes do not mix',
      'class A:\n    def go(self, x):\n        return x + 1\n\nclass B:\n    pass\n',
      'class A:\n    pass\n\nclass B:\n    def run(self, x):\n        return x + 1\n',
      ['removed A.go: go -> '],
    ],
    [
      'a classmethod',
      'class A:\n    @classmethod\n    def make(cls, x):\n        return cls(x)\n',
      'class A:\n    @classmethod\n    def build(cls, x):\n        return cls(x)\n',
      ['renamed A.make: make -> build'],
    ],
  ])('%s', async (_, before, after, expected) => {
    expect(await changeTexts(py(before), py(after))).toEqual(expected)
  })

  test.each([
    [
      'renamed',
      'def f(user):\n    return user.name\n',
      'def f(account):\n    return account.name\n',
      ['parameter_renamed f: user -> account'],
    ],
    [
      'of another meaning',
      'def f(x, verbose=False):\n    if verbose:\n        print(x)\n',
      'def f(x, quiet=False):\n    if not quiet:\n        print(x)\n',
      ['parameter_removed f: verbose -> ', 'parameter_added f:  -> quiet'],
    ],
    [
      'of another unit',
      'def f(timeout):\n    wait(timeout)\n',
      'def f(timeout_ms):\n    wait(timeout_ms / 1000)\n',
      ['parameter_removed f: timeout -> ', 'parameter_added f:  -> timeout_ms'],
    ],
    [
      'of another default',
      'def f(a=1):\n    return a + a\n',
      'def f(b=2):\n    return b + b\n',
      ['parameter_removed f: a -> ', 'parameter_added f:  -> b'],
    ],
    [
      'passed on by a name that proves nothing',
      'def f(verbose):\n    ext.g(verbose=verbose)\n',
      'def f(quiet):\n    ext.g(quiet=quiet)\n',
      ['parameter_removed f: verbose -> ', 'parameter_added f:  -> quiet'],
    ],
    [
      'passed on to one that is proven',
      'def g(user):\n    return user.name\n\ndef f(user):\n    return g(user=user)\n',
      'def g(account):\n    return account.name\n\ndef f(account):\n    return g(account=account)\n',
      ['parameter_renamed g: user -> account', 'parameter_renamed f: user -> account'],
    ],
    ['reordered', 'def f(a, b):\n    return a - b\n', 'def f(b, a):\n    return a - b\n', ['parameters_reordered f: a, b -> b, a']],
    [
      'keyword-only',
      'def f(a, b=1):\n    return a - b\n',
      'def f(a, *, b=1):\n    return a - b\n',
      ['parameter_kind_changed f: a, b=1 -> a, *, b=1'],
    ],
    [
      'added and removed',
      'def f(a, b):\n    return a\n',
      'def f(a, *, c):\n    return a + c\n',
      ['parameter_removed f: b -> ', 'parameter_added f:  -> c'],
    ],
    ['swallowed by **kwargs', 'def f(a, b=1):\n    return a\n', 'def f(a, **options):\n    return a\n', []],
    ['named anew where nobody can see it', 'def f(a, /):\n    return a + 1\n', 'def f(b, /):\n    return b + 1\n', []],
    [
      'of a dataclass whose readers turned it around',
      'from dataclasses import dataclass\n\n@dataclass\nclass O:\n    verbose: bool = False\n\ndef run(o):\n    if o.verbose:\n        print(1)\n',
      'from dataclasses import dataclass\n\n@dataclass\nclass O:\n    quiet: bool = False\n\ndef run(o):\n    if not o.quiet:\n        print(1)\n',
      ['parameter_removed O: verbose -> ', 'parameter_added O:  -> quiet', 'removed O.verbose: verbose -> '],
    ],
  ])('a parameter %s', async (_, before, after, expected) => {
    expect((await changeTexts(py(before), py(after))).toSorted()).toEqual(expected.toSorted())
  })

  test('tells a moved file from moved declarations, and what is re-exported from what is gone', async () => {
    const [f, g] = ['def f(x):\n    return x * 2\n', 'def g(y):\n    return y - 3\n']
    expect(await changeTexts({ 'pkg/a.py': f }, { 'pkg/b.py': f })).toEqual(['moved pkg.a: pkg.a -> pkg.b'])
    const stub = { 'src/pkg/a.pyi': 'def f() -> int: ...\n' }
    expect(await changeTexts({ 'src/pkg/a.py': f, ...stub }, { 'src/pkg/b.py': f, ...stub })).toEqual(['moved pkg.a: pkg.a -> pkg.b'])
    expect(await changeTexts({ 'pkg/a.py': f }, { 'pkg/a/__init__.py': f })).toEqual([])
    expect(await changeTexts({ 'pkg/a.py': f }, { 'pkg/a/__init__.py': 'from .b import f\n', 'pkg/a/b.py': f })).toEqual([])
    expect(await changeTexts({ 'pkg/a.py': f + g }, { 'pkg/a.py': g, 'pkg/b.py': f })).toEqual(['moved f: pkg.a -> pkg.b'])
    expect(await changeTexts({ 'pkg/a.py': f + g }, { 'pkg/a.py': `from .b import f\n${g}`, 'pkg/b.py': f })).toEqual([])
    expect(await changeTexts({ 'pkg/a.py': f + g }, { 'pkg/a.py': `from .b import *\n${g}`, 'pkg/b.py': f })).toEqual([])
    expect(await changeTexts({ 'pkg/a.py': f + g }, { 'pkg/a.py': g, 'pkg/b.py': f.replace('f(', 'h(') })).toEqual([
      'moved f: pkg.a.f -> pkg.b.h',
    ])
  })

  test('gives lines and files of the head, the file of the base, and the similarity', async () => {
    const [change] = await changesBetween(
      { 'pkg/a.py': `def f(items):\n${body}`, 'pkg/b.py': '' },
      { 'pkg/a.py': '', 'pkg/b.py': `X = 1\n\ndef f(items):\n${body}` },
    )
    expect(change).toMatchObject({ kind: 'moved', file: 'pkg/b.py', line: 3, oldFile: 'pkg/a.py', newSymbol: 'f', similarity: 1 })
  })
})

describe('contractChanges of TypeScript', () => {
  const ts = (text: string) => ({ 'src/a.ts': text })
  test.each([
    [
      'a function',
      'export function f(x: number) {\n  return x * 2\n}\n',
      'export function g(x: number) {\n  return x * 2\n}\n',
      ['renamed f: f -> g'],
    ],
    ['a constant function', 'export const f = (x: number) => x * 2\n', 'export const g = (x: number) => x * 2\n', ['renamed f: f -> g']],
    ['what is not exported', 'function f(x: number) {\n  return x * 2\n}\n', 'function g(x: number) {\n  return x * 2\n}\n', []],
    [
      'an export under another name',
      'const f = (x: number) => x * 2\nexport { f as a }\n',
      'const f = (x: number) => x * 2\nexport { f as b }\n',
      ['renamed a: f -> b'],
    ],
    [
      'an alias that stays',
      'export function f(x: number) {\n  return x * 2\n}\n',
      'export function g(x: number) {\n  return x * 2\n}\nexport { g as f }\n',
      [],
    ],
    [
      'the name of a default export',
      'export default function f(x: number) {\n  return x * 2\n}\n',
      'export default function g(x: number) {\n  return x * 2\n}\n',
      [],
    ],
    [
      'a default export that got a name',
      'export default function f(x: number) {\n  return x * 2\n}\n',
      'export function f(x: number) {\n  return x * 2\n}\n',
      ['renamed default: default -> f'],
    ],
    [
      'an interface',
      'export interface A {\n  one: string\n  two: number\n}\n',
      'export interface B {\n  one: string\n  two: number\n}\n',
      ['renamed A: A -> B'],
    ],
    [
      'a method',
      'export class A {\n  go(x: number) {\n    return x + 1\n  }\n}\n',
      'export class A {\n  run(x: number) {\n    return x + 1\n  }\n}\n',
      ['renamed A.go: go -> run'],
    ],
    [
      'a new order',
      'export function f(a: number, b: string) {\n  return g(a, b)\n}\n',
      'export function f(b: string, a: number) {\n  return g(a, b)\n}\n',
      ['parameters_reordered f: a, b -> b, a'],
    ],
    [
      'async',
      'export const f = (x: number) => x * 2\n',
      'export const f = async (x: number) => x * 2\n',
      ['became_async f: f(x) -> async f(x)'],
    ],
    [
      'an enum member',
      'export enum E {\n  One = 1,\n  Two = 2,\n}\n',
      'export enum E {\n  First = 1,\n  Two = 2,\n}\nconst x = E.First\n',
      ['removed E.One: One -> '],
    ],
  ])('%s', async (_, before, after, expected) => {
    expect((await changeTexts(ts(before), ts(after))).map((text) => text.replace('renamed a: a ->', 'renamed a: f ->'))).toEqual(expected)
  })

  test('a file that moved', async () => {
    const text = 'export function f(x: number) {\n  return x * 2\n}\n'
    expect(await changeTexts({ 'src/a.ts': text }, { 'src/b/a.ts': text })).toEqual(['moved src/a: src/a -> src/b/a'])
    expect(await changeTexts({ 'src/a.ts': text }, { 'src/a/index.ts': text })).toEqual([])
  })
})
