import { describe, expect, test } from 'vitest'
import { languages } from '../../../../src/engine/languages/index.ts'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { misplacedData } from '../../../../src/engine/repair/data/data-edit-review.ts'
import { dataEdits } from '../../../../src/engine/repair/data/data-edits.ts'
import { valueOfText } from '../../../../src/engine/repair/expected/value-text.ts'
import { testParsers } from '../../../support/grammars.ts'

const JSON_FILE = 'tests/data/order.json'
const YAML_FILE = 'tests/data/order.yaml'
const TEXT_FILE = 'tests/data/page.txt'

/** The file after the edits that make the expected value the actual one, both as Python writes them; why not where there are none. */
async function edited(file: string, text: string, was: string, actual: string, reader = `load("${file}")`): Promise<string | null> {
  const parsers = await testParsers()
  const [old, now] = [was, actual].map((one) => valueOfText(one, languages.python, parsers))
  const found = now ? dataEdits(old ?? null, now, { data: new Map([[file, text]]), readers: [reader] }) : null
  if (found === null || found.kind === 'unedited') return found?.why ?? null
  const edits = found.edits.map((one) => ({ ...one, effect: 'expectation' as const, causes: [] }))
  for (const edit of edits) expect(misplacedData(edit, file, text)).toBeNull()
  return applyEdits(text, edits)
}

const ORDER = `{
  "id": 7,
  "lines": [
    {"name": "tea", "price": 3.50},
    {"name": "cup", "price": 12}
  ],
  "note": null
}
`
const WAS = '{"id": 7, "lines": [{"name": "tea", "price": 3.5}, {"name": "cup", "price": 12}], "note": None}'

describe('a JSON file', () => {
  test.each([
    ['one value', WAS.replace('12', '14'), ORDER.replace('12', '14')],
    ['several values', WAS.replace('12', '14').replace('tea', 'té'), ORDER.replace('12', '14').replace('tea', 'té')],
    [
      'an entry that came',
      WAS.replace('"note": None', '"note": None, "total": 15'),
      ORDER.replace('"note": null', '"note": null,\n  "total": 15'),
    ],
    ['an entry that went', WAS.replace(', "note": None', ''), ORDER.replace(',\n  "note": null', '')],
    ['a first entry that went', WAS.replace('"id": 7, ', ''), ORDER.replace('"id": 7,\n  ', '')],
    [
      'an item that came',
      WAS.replace('12}]', '12}, {"name": "pot", "price": 1}]'),
      ORDER.replace('12}\n', '12},\n    {"name": "pot", "price": 1}\n'),
    ],
    ['an item that went', WAS.replace(', {"name": "cup", "price": 12}', ''), ORDER.replace(',\n    {"name": "cup", "price": 12}', '')],
    ['null that is a text now', WAS.replace('None', '"gift"'), ORDER.replace('null', '"gift"')],
  ])('%s', async (_, actual, after) => {
    expect(await edited(JSON_FILE, ORDER, WAS, actual)).toBe(after)
  })

  test('one part of it that the test compares', async () => {
    const lines = '[{"name": "tea", "price": 3.5}, {"name": "cup", "price": 12}]'
    expect(await edited(JSON_FILE, ORDER, lines, lines.replace('12', '14'))).toBe(ORDER.replace('12', '14'))
  })

  test('whose name in one test is that of another file in the next', async () => {
    const reader = 'def a():\n    d = load("order.json")\n    assert f() == d\n\ndef b():\n    d = 1\n    assert d\n'
    expect(await edited(JSON_FILE, ORDER, WAS, WAS.replace('12', '14'), reader)).toBe(ORDER.replace('12', '14'))
  })

  test('without a line break at its end, and with tabs', async () => {
    const text = '{\n\t"rate": 19\n}'
    expect(await edited(JSON_FILE, text, '{"rate": 19}', '{"rate": 21}')).toBe('{\n\t"rate": 21\n}')
  })
})

describe('a YAML file', () => {
  const text = "# an order\nid: 7 # its number\nlines:\n  - name: 'tea'\n    price: 3.50\n  - name: cup\n    price: 12\nnote: plain words\n"
  const was = '{"id": 7, "lines": [{"name": "tea", "price": 3.5}, {"name": "cup", "price": 12}], "note": "plain words"}'
  test.each([
    ['a number beside a comment', was.replace('7', '8'), text.replace('7', '8')],
    ['a quoted text', was.replace('tea', "it's"), text.replace("'tea'", "'it''s'")],
    ['a plain text', was.replace('plain words', 'other words'), text.replace('plain words', 'other words')],
    ['a text that needs quotes now', was.replace('plain words', 'yes'), text.replace('plain words', '"yes"')],
    ['an entry that came', was.replace('"price": 12', '"price": 12, "size": 2'), text.replace('price: 12', 'price: 12\n    size: 2')],
    ['an entry that went', was.replace(', "note": "plain words"', ''), text.replace('\nnote: plain words', '')],
    ['an item that came', was.replace('12}]', '12}, {"name": "pot"}]'), text.replace('price: 12', 'price: 12\n  - {"name": "pot"}')],
  ])('%s', async (_, actual, after) => {
    expect(await edited(YAML_FILE, text, was, actual)).toBe(after)
  })

  test.each([
    ['an anchor', 'a: &x 1200\nb: *x\n', '{"a": 1200, "b": 1200}', '{"a": 1300, "b": 1300}'],
    ['two documents', 'a: 1200\n---\nb: 1\n', '{"a": 1200}', '{"a": 1300}'],
    ['a block of text', 'a: |\n  one\n  two\n', '{"a": "one\\ntwo\\n"}', '{"a": "one\\n"}'],
  ])('with %s is left alone', async (_, file, old, now) => {
    expect([null, 'layout']).toContain(await edited(YAML_FILE, file, old, now))
  })
})

describe('a text file', () => {
  const text = 'Order 7\n\ntea  3.50\ncup 12.00\n'
  test.each([
    ['the lines that differ', 'Order 7\\n\\ntea  3.50\\ncup 14.00\\n', text.replace('12', '14')],
    ['the end that it had, where the test strips it', 'Order 8\\n\\ntea  3.50\\ncup 12.00', text.replace('7', '8')],
    ['a line that came', 'Order 7\\n\\ntea  3.50\\npot 1.00\\ncup 12.00\\n', text.replace('cup', 'pot 1.00\ncup')],
  ])('%s', async (_, now, after) => {
    const was = now.endsWith('\\n') ? text : text.trimEnd()
    expect(await edited(TEXT_FILE, text, JSON.stringify(was), `"${now}"`)).toBe(after)
  })
})

describe('no edit where a file may be something else', () => {
  test.each([
    ['the test does not name it', JSON_FILE, ORDER, WAS, WAS.replace('12', '14'), 'load("other.json")', null],
    ['it holds another value', JSON_FILE, ORDER, WAS.replace('7', '8'), WAS, undefined, null],
    ['it holds the value twice', JSON_FILE, '{"a": 1250, "b": 1250}', '1250', '1300', undefined, 'several-places'],
    ['the value is everywhere', JSON_FILE, '{"a": 1, "b": 2}', '1', '3', undefined, null],
    [
      'the test names it twice',
      JSON_FILE,
      ORDER,
      WAS,
      WAS.replace('12', '14'),
      'x = parse("order.json")\ny = read("order.json")',
      'several-places',
    ],
    [
      'the file is an input too',
      JSON_FILE,
      ORDER,
      WAS,
      WAS.replace('12', '14'),
      'F = D / "order.json"\nassert parse(F) == read(F)',
      'several-places',
    ],
    [
      'its value is an input too',
      JSON_FILE,
      ORDER,
      WAS,
      WAS.replace('12', '14'),
      'd = load("order.json")\nassert back(dump(d)) == d',
      'several-places',
    ],
    ['the new value is no data', JSON_FILE, ORDER, WAS, 'Order(7)', undefined, null],
  ])('%s', async (_, file, text, was, actual, reader, why) => {
    expect(await edited(file, text, was, actual, reader)).toBe(why)
  })
})

describe('an edit of a data file that is more than its value is foreign', () => {
  const edit = (range: readonly [number, number], replacement: string, value: { before: string; after: string }) =>
    misplacedData(
      { file: JSON_FILE, range: { start: range[0], end: range[1] }, replacement, value, effect: 'expectation', causes: [] },
      JSON_FILE,
      ORDER,
    )
  const at = ORDER.indexOf('12')
  const id = ORDER.indexOf('7')
  test.each([
    ['another place', [at, at + 2] as const, '14', { before: '13', after: '14' }],
    ['a part of a value', [at, at + 1] as const, '3', { before: '1', after: '3' }],
    ['two values at once', [id, at + 2] as const, '8', { before: '12', after: '8' }],
    ['what breaks the file', [at, at + 2] as const, '}', { before: '12', after: '}' }],
    ['what comes beside a change', [id, at + 2] as const, '8, "x": 1', { before: '', after: '"x": 1' }],
    ['what goes beside a change', [id, ORDER.indexOf(',\n  "lines"')] as const, '9', { before: '7', after: '' }],
  ])('%s', (_, range, replacement, value) => {
    expect(edit(range, replacement, value)).not.toBeNull()
  })
})
