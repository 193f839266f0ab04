import { describe, expect, test } from 'vitest'
import { edited } from '../../../support/expected-values.ts'

type Row = readonly [written: string, came: string, now: string]

const PYTHON: readonly Row[] = [
  // leaves keep the way in which they are written
  ['"a"', "'b'", '"b"'],
  ["'a'", '"b"', "'b'"],
  ["'a'", '"it\'s"', "'it\\'s'"],
  ['1_000_000', '1250000', '1_250_000'],
  ['0xFF', '171', '0xAB'],
  ['12.50', '13.0', '13.00'],
  ['1.5', '2.25', '2.25'],
  ['-3', '4', '4'],
  ['True', 'False', 'False'],
  ['True', '1', '1'],
  ['1', '1.0', '1.0'],
  ['None', "'x'", "'x'"],
  ["r'\\d+'", "'\\\\w+'", "r'\\w+'"],
  ["r'a'", '"a\'b"', '"a\'b"'],
  ["'caf\\xe9 one'", "'café two'", "'caf\\xe9 two'"],
  ["b'ab'", "b'ac'", "b'ac'"],
  ['"""one\ntwo\n"""', "'one\\nthree\\n'", '"""one\nthree\n"""'],
  ["('one, '\n         'two, '\n         'three')", "'one, 2, three'", "('one, '\n         '2, '\n         'three')"],
  ["f'a{{b}}c'", "'a{b}d'", "f'a{{b}}d'"],
  // collections: only what differs
  ['[1,2,  3]', '[1, 5, 3]', '[1,5,  3]'],
  ['[1, 2, 3]', '[1, 3]', '[1, 3]'],
  ['[1, 2, 3]', '[1, 2]', '[1, 2]'],
  ['[1, 2]', '[0, 1, 2, 3]', '[0, 1, 2, 3]'],
  ['[1]', '[]', '[]'],
  ['[]', "['a']", "['a']"],
  ['(1, 2)', '(1, 2, 3)', '(1, 2, 3)'],
  ['(1, 2)', '(1,)', '(1,)'],
  ["{'a': 1, 'b': 2}", "{'b': 2, 'a': 3}", "{'a': 3, 'b': 2}"],
  ["{'a': 1}", "{'a': 1, 'b': None}", "{'a': 1, 'b': None}"],
  ["{'a': 1, 'b': 2}", "{'b': 2}", "{'b': 2}"],
  ['{"a": {"b": [1, {"c": "x"}]}}', "{'a': {'b': [1, {'c': 'y'}]}}", '{"a": {"b": [1, {"c": "y"}]}}'],
  ['{1, 2, 3}', '{3, 1, 4}', '{1, 4, 3}'],
  ['{1, 2}', 'set()', 'set()'],
  ['[1, 2]', '(1, 2)', '(1, 2)'],
  ['[\n    1,  # one\n    2,\n]', '[1, 2, 3]', '[\n    1,  # one\n    2,\n    3,\n]'],
  ['[\n    1,\n    2  # two\n]', '[1, 2, 3]', '[\n    1,\n    2,  # two\n    3\n]'],
  ['[\n    1,\n    2,  # two\n    3,\n]', '[1, 3]', '[\n    1,\n    3,\n]'],
  ['[\n    1,  # one\n    2\n]', '[1]', '[\n    1  # one\n]'],
  ["{\n    'a': 1,\n    'c': 3,\n}", "{'a': 1, 'b': 2, 'c': 3}", "{\n    'a': 1,\n    'b': 2,\n    'c': 3,\n}"],
  // classes: by the names that the file knows
  ["Decimal('1.50')", "decimal.Decimal('1.75')", "Decimal('1.75')"],
  ['Point(1, y=2)', 'shop.Point(x=1, y=3)', 'Point(1, y=3)'],
  ['datetime(2024, 5, 1, 10)', 'datetime.datetime(2024, 5, 1, 11, 0)', 'datetime(2024, 5, 1, 11)'],
  ['Color.RED', 'shop.Color.BLUE', 'Color.BLUE'],
  ['[Point(1, 2)]', '[shop.Point(x=1, y=2), shop.Point(x=3, y=4)]', '[Point(1, 2), Point(x=3, y=4)]'],
  ['[1]', '[shop.Money(cents=1)]', 'unedited: name-not-there'],
  // what is computed stays
  ['[1, *more]', '[1, 2]', 'unedited: not-literal'],
  ['total() + 1', '3', 'unedited: not-literal'],
  ["{'id': mock.ANY, 'n': 1}", "{'id': 7, 'n': 2}", "{'id': mock.ANY, 'n': 2}"],
]

const SCRIPT: readonly Row[] = [
  ["'a'", '"b"', "'b'"],
  ['`a`', '"b`c"', '`b\\`c`'],
  ['`one\n${1}`', '"x"', 'unedited: not-literal'],
  ['1_000', '2000', '2_000'],
  ['{ a: 1, b: { c: [1, 2] } }', '{ a: 1, b: { c: [1, 3] } }', '{ a: 1, b: { c: [1, 3] } }'],
  ["{ a: 1, 'b-c': 2 }", '{ a: 1, "b-c": 2, d: "x" }', "{ a: 1, 'b-c': 2, d: 'x' }"],
  ['{}', '{ a: 1 }', '{ a: 1 }'],
  ['{\n  a: 1,\n  b: 2,\n}', '{ a: 1 }', '{\n  a: 1,\n}'],
  ['[\n  1, // one\n  2\n]', '[1, 2, 3]', '[\n  1, // one\n  2,\n  3\n]'],
  ['new Set([1, 2])', 'new Set([1, 3])', 'new Set([1, 3])'],
  ["new Date('2024-01-01')", 'new Date("2024-02-01")', "new Date('2024-02-01')"],
  ['{ id: expect.any(String), n: 1 } as const', '{ id: "7", n: 2 }', '{ id: expect.any(String), n: 2 } as const'],
  ['undefined', '"x"', "'x'"],
  ['NaN', '1', '1'],
]

/** With what the expected value was when it was compared. */
const COMPUTED: readonly (readonly [written: string, was: string, came: string, now: string])[] = [
  // a part that is computed and came as it was asks for nothing
  ['[name(), 1]', "['a', 1]", "['a', 2]", '[name(), 2]'],
  ["{'id': made.id, 'n': 1}", "{'id': 7, 'n': 1}", "{'id': 7, 'n': 2}", "{'id': made.id, 'n': 2}"],
  ['[name(), 1]', "['a', 1]", "['b', 1]", 'unedited: not-literal'],
  // and so does one that nothing can write, where it is the same one
  [
    "Point(Worker, {'n': 1})",
    "shop.Point(x=SutureOpaque('shop.Worker'), y={'n': 1})",
    "shop.Point(x=SutureOpaque('shop.Worker'), y={'n': 2})",
    "Point(Worker, {'n': 2})",
  ],
  [
    'Point(Worker, 1)',
    "shop.Point(x=SutureOpaque('shop.Worker'), y=1)",
    "shop.Point(x=SutureOpaque('shop.Other'), y=1)",
    'unedited: not-literal',
  ],
  ['[made, 1]', '[SutureOpaque(7), 1]', '[SutureOpaque(8), 1]', 'unedited: not-literal'],
  ['[1]', '[1]', '[SutureOpaque(8)]', 'unedited: name-not-there'],
  // arguments may be written by their place, and sets have no order: the likest items belong together
  ["[Point('a', 1)]", "[shop.Point(x='a', y=1)]", "[shop.Point(x='a', y=2)]", "[Point('a', 2)]"],
  [
    "{Point('ab', 1), Point('cd', 1)}",
    "{shop.Point(x='ab', y=1), shop.Point(x='cd', y=1)}",
    "{shop.Point(x='cd', y=2), shop.Point(x='ab', y=1)}",
    "{Point('ab', 1), Point('cd', 2)}",
  ],
  ["{'alpha', 'beta'}", "{'alpha', 'beta'}", "{'bet', 'alph'}", "{'alph', 'bet'}"],
]

/** Texts with expressions in them, with what they were when they were compared. */
const JOINED: readonly (readonly [kind: 'py' | 'ts', written: string, was: string, came: string, now: string])[] = [
  ['py', "f'{name} took {sec}s'", "'job took 3s'", "'job ran 3s'", "f'{name} ran {sec}s'"],
  ['py', "f'{name} took'", "'job took'", "'job took it'", "f'{name} took it'"],
  ['py', "f'{name}: {{a}}'", "'job: {a}'", "'job: {b}'", "f'{name}: {{b}}'"],
  ['py', "f'a\\n{name}'", "'a\\njob'", "'a\\t\\njob'", "f'a\\t\\n{name}'"],
  ['py', "'no ' + name + ' here'", "'no job here'", "'no job there'", "'no ' + name + ' there'"],
  ['py', "'no %s here' % name", "'no job here'", "'not a job here'", "'not a %s here' % name"],
  ['py', "('one ' f'{name} ' 'two')", "'one job two'", "'one job 2'", "('one ' f'{name} ' '2')"],
  ['py', "rf'{name} took'", "'job took'", "'job ran'", 'unedited: no-literal-form'],
  ['py', "f'{name}{sec}'", "'job3'", "'job4'", 'unedited: not-literal'],
  // what nobody can follow becomes the text that came
  ['py', "f'{name} took {sec}'", "'job took 3'", "'{work} took 3'", "f'{{work}} took {sec}'"],
  ['py', "f'{name} took'", "'3 took'", "'4 took'", 'unedited: not-literal'],
  ['py', "name + ' took'", "'job took'", "'work took'", 'unedited: not-literal'],
  ['py', "f'{name}s took'", "'jobs took'", "'works took'", 'unedited: not-literal'],
  ['ts', '`${name} took ${sec}s`', "'job took 3s'", "'job ran 3s'", '`${name} ran ${sec}s`'],
  ['ts', '`${name} took`', "'job took'", "'job took `it`'", '`${name} took \\`it\\``'],
  ['ts', "'no ' + name + ' here'", "'no job here'", "'no job there'", "'no ' + name + ' there'"],
  ['ts', "'it is ' + 'here'", "'it is here'", "'it is there'", "'it is ' + 'there'"],
  ['ts', '`${name} took ${sec}`', "'job took 3'", "'work took 3'", '`work took ${sec}`'],
]

const HEAD = 'from decimal import Decimal\nfrom datetime import datetime\nfrom shop import Color, Point\n'

describe('an expected value becomes the one that came, as it is written', () => {
  test.each(PYTHON)('Python: %s', async (written, came, now) => {
    expect(await edited('py', written, came, null, HEAD)).toBe(now)
  })

  test.each(COMPUTED)('with computed parts: %s, which was %s', async (written, was, came, now) => {
    expect(await edited('py', written, came, was, HEAD)).toBe(now)
  })

  test.each(JOINED)('%s with expressions inside: %s, which was %s', async (kind, written, was, came, now) => {
    expect(await edited(kind, written, came, was)).toBe(now)
  })

  test.each(SCRIPT)('TypeScript: %s', async (written, came, now) => {
    expect(await edited('ts', written, came)).toBe(now)
  })
})
