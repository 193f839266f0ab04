import { describe, expect, test } from 'vitest'
import { applyMutant } from '../../../src/engine/mutation/apply-mutant.ts'
import { mutants } from '../../../src/engine/mutation/index.ts'
import { fixtureNames, loadFixture } from '../../support/fixture.ts'
import { testParsers } from '../../support/grammars.ts'

const parsers = await testParsers()
const PATHS = { python: 'a.py', script: 'a.ts' }

function allOf(path: string, text: string, operators?: readonly string[]) {
  const tree = parsers.parse(path, text)
  if (tree === null) throw new Error(`${path} is not read`)
  return mutants(path, tree, operators ? { operators } : {})
}

function texts(path: string, text: string, operator: string): readonly string[] {
  return allOf(path, text, [operator]).map((mutant) => applyMutant(text, mutant))
}

type Row = { readonly operator: string } & Partial<Record<keyof typeof PATHS, readonly [text: string, faults: readonly string[]]>>

const ROWS: readonly Row[] = [
  {
    operator: 'comparison-negated',
    python: ['x = a == b < c', ['x = a != b < c', 'x = a == b >= c']],
    script: ['x = a === b', ['x = a !== b']],
  },
  { operator: 'comparison-negated', python: ['x = a not in b', ['x = a in b']], script: ['x = a in b', []] },
  { operator: 'comparison-negated', python: ['x = a is not None', ['x = a is None']] },
  { operator: 'boundary-moved', python: ['x = a <= b', ['x = a < b']], script: ['x = a > b', ['x = a >= b']] },
  {
    operator: 'arithmetic-swapped',
    python: ['x += a // b', ['x -= a // b', 'x += a / b']],
    script: ['x *= a % b', ['x /= a % b', 'x *= a * b']],
  },
  { operator: 'arithmetic-swapped', python: ['x = a + "s"', []], script: ['x = `a` + b', []] },
  { operator: 'logic-swapped', python: ['x = a and b', ['x = a or b']], script: ['x = a ?? b', ['x = a || b']] },
  { operator: 'logic-swapped', script: ['x = a ?? (b && c)', ['x = a ?? (b || c)']] },
  { operator: 'negation-dropped', python: ['x = not a', ['x = a']], script: ['x = !a', ['x = a']] },
  { operator: 'sign-dropped', python: ['x = -a', ['x = a']], script: ['x = -1', ['x = 1']] },
  {
    operator: 'condition-forced',
    python: ['x = a if b else c', ['x = a if True else c', 'x = a if False else c']],
    script: ['if (a) b()', ['if (true) b()', 'if (false) b()']],
  },
  {
    operator: 'condition-negated',
    python: ['if a or b:\n    c()', ['if not (a or b):\n    c()']],
    script: ['x = a ? b : c', ['x = !(a) ? b : c']],
  },
  { operator: 'condition-forced', python: ['while a:\n    b()', []], script: ['while (a) b()', []] },
  { operator: 'number-changed', python: ['x = 7', ['x = 8', 'x = 6']], script: ['x = 2.5', ['x = 3.5']] },
  { operator: 'number-changed', python: ['x = 0x1f', []], script: ['x = 0', ['x = 1']] },
  { operator: 'string-changed', python: ["x = ''", ["x = 'x'"]], script: ['x = "ab"', ['x = ""']] },
  { operator: 'string-changed', python: ['x = f"a{b}"', []], script: ['x = `a`', ['x = ``']] },
  { operator: 'string-changed', python: ['def f():\n    "text"\n    return 1', []], script: ["'use strict'\nx = require('y')", []] },
  { operator: 'boolean-changed', python: ['x = True', ['x = False']], script: ['x = false', ['x = true']] },
  {
    operator: 'default-changed',
    python: ['def f(a, b=True, c: int = 3): pass', ['def f(a, b=False, c: int = 3): pass', 'def f(a, b=True, c: int = 4): pass']],
    script: [
      "const f = (a: string = 'x', { b = 2 }) => 1",
      ["const f = (a: string = '', { b = 2 }) => 1", "const f = (a: string = 'x', { b = 3 }) => 1"],
    ],
  },
  {
    operator: 'return-dropped',
    python: ['def f():\n    return a, b', ['def f():\n    return None']],
    script: ['const f = (a) => a', ['const f = (a) => undefined']],
  },
  {
    operator: 'return-dropped',
    python: ['def f():\n    return None', []],
    script: ['function f() { return a }', ['function f() { return undefined }']],
  },
  { operator: 'call-dropped', python: ['save(a)\nx = save(b)', ['pass\nx = save(b)']], script: ['await save(a);', [';']] },
  { operator: 'call-unwrapped', python: ['x = round(a + b)', ['x = (a + b)']], script: ['x = f(a, b)', []] },
  {
    operator: 'arguments-swapped',
    python: ['f(a, b, key=c)', ['f(b, a, key=c)']],
    script: ['new F(a, b, c)', ['new F(b, a, c)', 'new F(a, c, b)']],
  },
  {
    operator: 'branch-removed',
    python: ['if a:\n    b()\nelse:\n    c()', ['if a:\n    b()\n']],
    script: ['if (a) b(); else c()', ['if (a) b(); ']],
  },
  {
    operator: 'guard-dropped',
    python: ['def f(a):\n    if not a:\n        raise ValueError(a)\n    return a', ['def f(a):\n    pass\n    return a']],
    script: ['function f(a) { if (!a) { return null } return a }', ['function f(a) { ; return a }']],
  },
  {
    operator: 'loop-exit-swapped',
    python: ['for a in b:\n    continue', ['for a in b:\n    break']],
    script: ['for (;;) { continue; }', ['for (;;) { break; }']],
  },
  {
    operator: 'exception-swapped',
    python: ['raise ValueError("x")', ['raise TypeError("x")']],
    script: ["throw new TypeError('x')", ["throw new RangeError('x')"]],
  },
  {
    operator: 'off-by-one',
    python: [
      'x = a[i - 1:n]\nrange(n)',
      ['x = a[(i - 1) + 1:n]\nrange(n)', 'x = a[i - 1:n + 1]\nrange(n)', 'x = a[i - 1:n]\nrange(n + 1)'],
    ],
    script: ['x = a.slice(n)', ['x = a.slice(n + 1)']],
  },
  {
    operator: 'await-dropped',
    python: ['async def f():\n    return await g()', ['async def f():\n    return g()']],
    script: ['x = await g()', ['x = g()']],
  },
]

describe('mutants', () => {
  for (const { operator, ...languages } of ROWS)
    for (const [language, [text, faults]] of Object.entries(languages))
      test(`${operator} in ${language}: ${text.replaceAll('\n', ' ⏎ ')}`, () => {
        expect(texts(PATHS[language as keyof typeof PATHS], text, operator)).toEqual(faults)
      })

  test('say where they are', () => {
    const text = 'class Basket:\n    def total(self):\n        return self.a + 1\n'
    expect(allOf('a.py', text, ['arithmetic-swapped'])).toEqual([
      {
        operator: 'arithmetic-swapped',
        file: 'a.py',
        start: 57,
        end: 58,
        original: '+',
        replacement: '-',
        line: 3,
        symbol: 'Basket.total',
        description: 'one arithmetic operator is replaced by another',
      },
    ])
  })

  test('leave out other lines, types and imports', () => {
    const text = "import { a } from 'b'\ntype T = 'x' | 1\nexport const f = (a: 'y' = 'y') => 1\nconst c = 2\n"
    const tree = parsers.parse('a.ts', text)
    expect(tree && mutants('a.ts', tree, { lines: new Set([1, 2, 4]) }).map(({ line, replacement }) => [line, replacement])).toEqual([
      [4, '3'],
      [4, '1'],
    ])
  })

  test('are none where the text does not parse or the language is unknown', () => {
    expect(allOf('a.py', 'x = = 1')).toEqual([])
    expect(mutants('a.rb', { text: '', language: 'python', root: parsers.parse('a.py', '')?.root ?? never(), errors: [] })).toEqual([])
  })

  test('parse, differ, and come in the same order each time, in every source of two repositories', () => {
    for (const name of fixtureNames().filter((one) => /ledger|storefront/.test(one)))
      for (const [path, text] of loadFixture(name).before) {
        if (!/^src\/(ledger\/[a-m]|pricing).*\.(py|ts)$/.test(path)) continue
        const all = allOf(path, text)
        expect(JSON.stringify(allOf(path, text))).toBe(JSON.stringify(all))
        for (const mutant of all.filter((_, index) => index % 29 === 0)) {
          const mutated = applyMutant(text, mutant)
          expect(mutated).not.toBe(text)
          expect(parsers.parse(path, mutated)?.errors, `${path}:${mutant.line} ${mutant.operator}`).toEqual([])
        }
      }
  })
})

function never(): never {
  throw new Error('an empty text is read')
}
