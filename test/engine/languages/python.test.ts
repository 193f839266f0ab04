import { describe, expect, test } from 'vitest'
import { treeOfPaths } from '../../../src/engine/languages/facets/module-resolver.ts'
import type { Binding, SyntaxTree } from '../../../src/engine/languages/language.ts'
import { python } from '../../../src/engine/languages/python.ts'
import { testParsers } from '../../support/grammars.ts'

async function parse(text: string): Promise<SyntaxTree> {
  return (await testParsers()).parse('a.py', text) ?? expect.fail('no tree')
}

/** How each use of a name is bound, in order. */
async function bindingsOf(text: string, name: string): Promise<readonly (Binding['kind'] | null)[]> {
  const { names } = python.bindings(await parse(text))
  return names
    .filter((use) => use.name === name)
    .toSorted((a, b) => a.start - b.start)
    .map((use) => use.binding?.kind ?? null)
}

describe('declarations of Python', () => {
  test('are functions, classes, members and variables, with parameters but for the receiver', async () => {
    const tree = await parse(
      'LIMIT: int = 3\nif LIMIT:\n    def f(a, /, b: int = 1, *rest, c, **options):\n        def inner(): pass\n\n@decorated(1)\nclass A(Base, metaclass=M):\n    x = 1\n    @property\n    def size(self): return self.n\n    @staticmethod\n    async def make(cls): self.no = 1\n    def __init__(self, n): self.n = n\n',
    )
    const found = python.declarations(tree)
    expect(found.map((one) => `${one.kind} ${one.qualifiedName} ${one.line}`)).toEqual([
      'variable LIMIT 1',
      'function f 3',
      'class A 7',
      'property A.x 8',
      'method A.size 10',
      'method A.make 12',
      'method A.__init__ 13',
      'property A.no 12',
      'property A.n 13',
    ])
    const [, f, cls, , size, make, init] = found
    expect(f?.parameters.map(({ name, kind, default: value, type }) => [name, kind, value, type])).toEqual([
      ['a', 'positional_only', null, null],
      ['b', 'positional', '1', 'int'],
      ['rest', 'rest', null, null],
      ['c', 'keyword_only', null, null],
      ['options', 'keyword_rest', null, null],
    ])
    expect([cls?.bases, cls?.decorators]).toEqual([['Base'], ['decorated(1)']])
    expect([size?.isProperty, size?.isAsync, make?.isStatic, make?.isAsync, make?.parameters.length]).toEqual([true, false, true, true, 1])
    expect(init?.parameters.map((parameter) => parameter.name)).toEqual(['n'])
    expect(tree.text.slice(init?.nameRange.start, init?.nameRange.end)).toBe('__init__')
  })

  test.each([
    [
      '@dataclass(frozen=True)\nclass A:\n    a: int\n    b: str = "x"\n    c: ClassVar[int] = 1\n    d: list = field(default_factory=list)\n    e: int = field(init=False)\n    f: int = field(repr=False)\n',
      ['a', 'b="x"', 'd=field(default_factory=list)', 'f'],
    ],
    ['class A(NamedTuple):\n    a: int\n    b: int = 0\n', ['a', 'b=0']],
    [
      'class A(BaseModel):\n    a: int\n    b: int = Field(default=3)\n    c: int = Field(..., gt=0)\n    d: int = Field(3)\n',
      ['a', 'b=Field(default=3)', 'c', 'd=Field(3)'],
    ],
    ['class A:\n    a: int\n', []],
  ])('give a record class the parameters of its fields: %j', async (text, expected) => {
    const [cls] = python.declarations(await parse(text))
    expect(cls?.parameters.map(({ name, default: value }) => (value === null ? name : `${name}=${value}`))).toEqual(expected)
  })
})

test('imports of Python say what is bound, with exact ranges', async () => {
  const text = 'import a.b, c as d\nfrom ..e import (f, g as h,)\nfrom i import *\ndef x():\n    from . import j\n'
  const tree = await parse(text)
  const found = python.imports(tree)
  expect(found.map((one) => [one.specifier, one.imported, one.local, one.bindsRoot, one.line])).toEqual([
    ['a.b', null, 'a', true, 1],
    ['c', null, 'd', false, 1],
    ['..e', 'f', 'f', false, 2],
    ['..e', 'g', 'h', false, 2],
    ['i', '*', null, false, 3],
    ['.', 'j', 'j', false, 5],
  ])
  expect(found.map((one) => text.slice(one.specifierRange.start, one.specifierRange.end))).toEqual(['a.b', 'c', '..e', '..e', 'i', '.'])
  expect(found.map((one) => text.slice(one.item.start, one.item.end))).toEqual(['a.b', 'c as d', 'f', 'g as h', '*', 'j'])
})

describe('bindings of Python', () => {
  test.each([
    ['a use', 'from m import f\nf()\n', ['import']],
    ['a parameter', 'from m import f\ndef g(f):\n    f()\n', ['parameter']],
    ['a lambda', 'from m import f\nx = lambda f: f()\ny = f\n', ['local', 'import']],
    ['a loop', 'from m import f\ndef g():\n    for f in x: f()\n', ['variable', 'variable']],
    ['a comprehension', 'from m import f\nx = [f for f in y]\nf\n', ['variable', 'variable', 'import']],
    ['a nested function', 'from m import f\ndef g():\n    def f(): pass\n    f()\n', ['local']],
    [
      'a class body, which methods do not see',
      'from m import f\nclass A:\n    f = 1\n    y = f\n    def g(self): return f\n',
      ['variable', 'variable', 'import'],
    ],
    ['global', 'def g():\n    global f\n    f = 1\nf\n', ['variable', 'variable']],
    [
      'except and with',
      'from m import f\ndef g():\n    with x as f: f\ndef h():\n    try: pass\n    except E as f: f\n',
      ['variable', 'variable', 'variable', 'variable'],
    ],
    ['match', 'from m import f\ndef g(v):\n    match v:\n        case f: return f\n', ['variable', 'variable']],
    ['a fallback import', 'try:\n    from m import f\nexcept ImportError:\n    f = None\nf()\n', ['import', 'import']],
    ['an import that is assigned anew', 'from m import f\nf = wrap(f)\nf()\n', ['local', 'local', 'local']],
    ['decorators, defaults and annotations', 'from m import f\n@f\ndef g(a: f = f) -> f: pass\n', ['import', 'import', 'import', 'import']],
    ['keywords, attributes and text', 'from m import f\ng(f=1).f = "f"  # f\n', []],
    ['a name that nobody binds', 'f()\n', [null]],
  ])('%s', async (_, text, expected) => {
    expect(await bindingsOf(text, 'f')).toEqual(expected)
  })

  test('give plain strings their inner range, and nothing for others', async () => {
    const text = 'patch("é.b")\npatch(r\'c.d\')\npatch(f"e.{x}")\npatch("a" "b")\npatch(b"g")\npatch("h\\n")\n'
    const { strings } = python.bindings(await parse(text))
    expect(strings.map((string) => text.slice(string.inside.start, string.inside.end))).toEqual(['é.b', 'c.d'])
  })
})

describe('modules of Python', () => {
  const paths = new Set([
    'src/pkg/__init__.py',
    'src/pkg/a.py',
    'src/pkg/sub/b.py',
    'tests/helpers.py',
    'tests/unit/test_a.py',
    'top.py',
    'libs/x/src/y/z.py',
  ])
  test.each([
    ['pkg', 'tests/unit/test_a.py', 'src/pkg/__init__.py'],
    ['pkg.a', 'tests/unit/test_a.py', 'src/pkg/a.py'],
    ['pkg.sub.b', 'top.py', 'src/pkg/sub/b.py'],
    ['helpers', 'tests/unit/test_a.py', 'tests/helpers.py'],
    ['top', 'src/pkg/a.py', 'top.py'],
    ['.', 'src/pkg/a.py', 'src/pkg/__init__.py'],
    ['.a', 'src/pkg/__init__.py', 'src/pkg/a.py'],
    ['..a', 'src/pkg/sub/b.py', 'src/pkg/a.py'],
    ['....a', 'top.py', null],
    ['y.z', 'libs/x/tests/test_z.py', 'libs/x/src/y/z.py'],
    ['os.path', 'top.py', null],
    ['a', 'tests/unit/test_a.py', null],
  ])('%s from %s is %s', (specifier, from, expected) => {
    const target = python.resolver(treeOfPaths(paths)).resolve(specifier, from)
    expect(target.kind === 'file' ? target.path : null).toBe(expected)
  })

  test('are named without their root', () => {
    expect(['src/pkg/__init__.py', 'src/pkg/a.py', 'top.py', 'tests/helpers.py'].map(python.resolver(treeOfPaths(paths)).moduleOf)).toEqual(
      ['pkg', 'pkg.a', 'top', 'tests.helpers'],
    )
  })
})
