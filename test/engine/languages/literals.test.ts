import { describe, expect, test } from 'vitest'
import type { Literal } from '../../../src/engine/languages/facets/literals.ts'
import { languages } from '../../../src/engine/languages/index.ts'
import type { Language } from '../../../src/engine/languages/language.ts'
import { literalStyle } from '../../../src/engine/languages/literal-texts.ts'
import { namedChildren } from '../../../src/engine/languages/syntax.ts'
import { testParsers } from '../../support/grammars.ts'

const parsers = await testParsers()

/** The literal that a value is written as: it stands in brackets after a name, so that an object is no block. */
function read(path: string, written: string): Literal | null {
  const tree = parsers.parse(path, `f((\n${written}\n))`)
  if (tree === null || tree.errors.length > 0) throw new Error(`${written} is not read`)
  const language: Language = languages[tree.language]
  const [statement] = namedChildren(tree.root)
  const [argument] = statement === undefined ? [] : (language.syntax.call(namedChildren(statement)[0] ?? statement)?.arguments ?? [])
  if (argument === undefined) throw new Error(`${written} is no argument`)
  return language.literals.parse(tree, argument)
}

const SINGLE = { quote: "'" } as const
const DOUBLE = { quote: '"' } as const
const text = (value: string): Literal => ({ kind: 'string', value })
const integer = (written: number | string): Literal => ({ kind: 'integer', text: String(written) })
const float = (written: string): Literal => ({ kind: 'float', text: written })
const NONE: Literal = { kind: 'null' }
const TRUE: Literal = { kind: 'boolean', value: true }

/** What reads as a value, and how the value is written again; `=` where that is the same. */
type Row = readonly [written: string, value: Literal, again: string]

const PYTHON: readonly Row[] = [
  ['None', NONE, '='],
  ['True', TRUE, '='],
  ['False', { kind: 'boolean', value: false }, '='],
  ['0', integer(0), '='],
  ['-12', integer(-12), '='],
  ['1_000_000', integer(1000000), '1000000'],
  ['0xff', integer(255), '255'],
  ['0b101', integer(5), '5'],
  ['-0o17', integer(-15), '-15'],
  ['123456789012345678901234567890', integer('123456789012345678901234567890'), '='],
  ['1.50', float('1.5'), '1.5'],
  ['2.', float('2.0'), '2.0'],
  ['-0.0', float('-0.0'), '='],
  ['1e21', float('1e+21'), '1e+21'],
  ["float('nan')", float('NaN'), '='],
  ['float("-Infinity")', float('-Infinity'), "float('-inf')"],
  ["'plain'", text('plain'), '='],
  ['"plain"', text('plain'), "'plain'"],
  [`"it's"`, text("it's"), '='],
  [`'say "hi"'`, text('say "hi"'), '='],
  [`'both \\' and "'`, text(`both ' and "`), '='],
  ["'a\\nb\\tc\\\\d'", text('a\nb\tc\\d'), '='],
  ["'\\x41\\u00e9\\U0001f600\\101'", text('Aé😀A'), "'Aé😀A'"],
  ["'\\d'", text('\\d'), "'\\\\d'"],
  ["r'\\d\\n'", text('\\d\\n'), "'\\\\d\\\\n'"],
  ["'''a\nb'''", text('a\nb'), "'a\\nb'"],
  ['\'a\' "b"', text('ab'), "'ab'"],
  ["f'{{plain}}'", text('{plain}'), "'{plain}'"],
  ["'\\u200b\\xa0\\x00'", text('\u200b\u00a0\0'), "'\\u200b\\xa0\\x00'"],
  ['[]', { kind: 'list', items: [] }, '='],
  ['[1, [2, None],]', { kind: 'list', items: [integer(1), { kind: 'list', items: [integer(2), NONE] }] }, '[1, [2, None]]'],
  ['()', { kind: 'tuple', items: [] }, '='],
  ['(1,)', { kind: 'tuple', items: [integer(1)] }, '='],
  ["(1, 'a')", { kind: 'tuple', items: [integer(1), text('a')] }, '='],
  ['(1)', integer(1), '1'],
  ['{1, 2}', { kind: 'set', items: [integer(1), integer(2)] }, '='],
  ['set()', { kind: 'set', items: [] }, '='],
  ['{}', { kind: 'map', entries: [] }, '='],
  [
    "{'a': {'b': [True]}, 2: None}",
    {
      kind: 'map',
      entries: [
        [text('a'), { kind: 'map', entries: [[text('b'), { kind: 'list', items: [TRUE] }]] }],
        [integer(2), NONE],
      ],
    },
    '=',
  ],
]

const SCRIPT: readonly Row[] = [
  ['null', NONE, '='],
  ['undefined', { kind: 'undefined' }, '='],
  ['true', TRUE, '='],
  ['-12', integer(-12), '='],
  ['1_000', integer(1000), '1000'],
  ['0xff', integer(255), '255'],
  ['1.0', integer(1), '1'],
  ['-0', float('-0.0'), '='],
  ['.5', float('0.5'), '0.5'],
  ['1e21', float('1e+21'), '1e+21'],
  ['9007199254740993', float('9007199254740992.0'), '9007199254740992'],
  ['NaN', float('NaN'), '='],
  ['-Infinity', float('-Infinity'), '='],
  ['123456789012345678901234567890n', { kind: 'bigint', text: '123456789012345678901234567890' }, '='],
  ['-0x10n', { kind: 'bigint', text: '-16' }, '-16n'],
  ["'plain'", text('plain'), '='],
  [`"it's"`, text("it's"), '='],
  [`'both \\' and "'`, text(`both ' and "`), '='],
  ["'a\\nb\\u{1f600}\\x41\\u00e9\\q'", text('a\nb😀Aéq'), "'a\\nb😀Aéq'"],
  ["'a\\\nb'", text('ab'), "'ab'"],
  ["'\\ud800'", text('\ud800'), '='],
  ["'\\u{e0001}\\0'", text('\u{e0001}\0'), "'\\u{e0001}\\x00'"],
  ["''", text(''), '='],
  ['`plain`', text('plain'), "'plain'"],
  ["`a\n'b' \\` \\${c}`", text("a\n'b' ` ${c}"), '"a\\n\'b\' ` ${c}"'],
  ['[]', { kind: 'list', items: [] }, '='],
  ['[1, [2, null],]', { kind: 'list', items: [integer(1), { kind: 'list', items: [integer(2), NONE] }] }, '[1, [2, null]]'],
  ['new Set()', { kind: 'set', items: [] }, '='],
  ["new Set([1, 'a'])", { kind: 'set', items: [integer(1), text('a')] }, '='],
  ['{}', { kind: 'map', entries: [] }, '='],
  [
    '{ a: { "b-c": [true] }, $d: undefined }',
    {
      kind: 'map',
      entries: [
        [text('a'), { kind: 'map', entries: [[text('b-c'), { kind: 'list', items: [TRUE] }]] }],
        [text('$d'), { kind: 'undefined' }],
      ],
    },
    "{ a: { 'b-c': [true] }, $d: undefined }",
  ],
]

describe.each([
  ['python', 'a.py', PYTHON],
  ['TypeScript', 'a.ts', SCRIPT],
  ['JavaScript', 'a.js', SCRIPT],
] as const)('literals of %s', (_, path, rows) => {
  test.each(rows)('%s', (written, value, again) => {
    expect(read(path, written)).toEqual(value)
    const language = path === 'a.py' ? languages.python : languages.typescript
    const printed = language.literals.print(value, SINGLE)
    expect(printed).toBe(again === '=' ? written : again)
    expect(read(path, printed ?? '')).toEqual(value)
  })
})

test.each([
  [
    'a.py',
    [
      'name',
      'f()',
      "b'bytes'",
      "f'{x}'",
      "'\\N{BULLET}'",
      '1j',
      '[x]',
      '{**a}',
      '[*a]',
      "{'a': b}",
      '1 + 2',
      'not 1',
      '-x',
      '...',
      '[1 for x in y]',
      "'a' f'{x}'",
    ],
  ],
  [
    'a.ts',
    [
      'name',
      'f()',
      '`${x}`',
      '/a/',
      '[...a]',
      '[1, , 2]',
      '[,]',
      '{ a }',
      '{ ...a }',
      '{ [a]: 1 }',
      '{ __proto__: null }',
      '{ m() {} }',
      '1 + 2',
      '+1',
      '!0',
      'new Map()',
      'new Set(a)',
      'a as B',
      '() => 1',
      "'\\u'",
    ],
  ],
] as const)('what is more than a literal in %s', (path, all) => {
  const readAll = all.flatMap((written) => {
    try {
      return [[written, read(path, written)]]
    } catch {
      return []
    }
  })
  expect(readAll.length).toBeGreaterThan(all.length - 2)
  expect(readAll.filter(([, value]) => value !== null)).toEqual([])
})

test('a value that a language has no literal for', () => {
  const [python, script] = [languages.python.literals, languages.typescript.literals]
  expect(python.print({ kind: 'undefined' }, SINGLE)).toBeNull()
  expect(python.print({ kind: 'list', items: [{ kind: 'undefined' }] }, SINGLE)).toBeNull()
  expect(python.print({ kind: 'bigint', text: '10' }, SINGLE)).toBe('10')
  expect(script.print({ kind: 'tuple', items: [] }, SINGLE)).toBeNull()
  expect(script.print(integer('9007199254740993'), SINGLE)).toBeNull()
  expect(script.print({ kind: 'map', entries: [[integer(1), TRUE]] }, SINGLE)).toBeNull()
  expect(script.print({ kind: 'map', entries: [[text('__proto__'), TRUE]] }, SINGLE)).toBeNull()
})

test('quotes as the file has them, others where that saves escapes', () => {
  const { print } = languages.python.literals
  expect(print(text('a'), DOUBLE)).toBe('"a"')
  expect(print(text('say "a"'), DOUBLE)).toBe(`'say "a"'`)
  expect(print(text(`"'`), DOUBLE)).toBe(`"\\"'"`)
})

test.each([
  ['a.py', 'x = "a"\ny = f"b"\nz = \'c\'', '"'],
  ['a.py', '"""Doc."""\n"""More."""\nx = \'a\'', "'"],
  ['a.py', 'x = 1', "'"],
  ['a.ts', 'f("a", "b", \'c\')', '"'],
  ['a.ts', "import a from 'a'", "'"],
])('the quotes of %s: %s', (path, source, quote) => {
  const tree = parsers.parse(path, source)
  if (tree === null) throw new Error('not read')
  expect(literalStyle(tree, languages[tree.language].syntax.is)).toEqual({ quote })
})
