import { describe, expect, test } from 'vitest'
import type { FrameworkName } from '../../../../src/model/framework-name.ts'
import type { Files } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

type Given = {
  readonly base: Files
  /** What the change makes of it. */
  readonly head: Files
  readonly framework?: FrameworkName
  readonly messages?: readonly string[]
}

/** Each renaming of a change, and what keeps it from being declared: `to_f → kelvin: contradicted`. */
async function crossings({ base, head, framework = 'pytest', messages = [] }: Given): Promise<readonly string[]> {
  const { changes, crossingOf } = await sourcesOf(base, { ...base, ...head }, framework, messages)
  const renamings = changes.filter(({ kind }) => /renamed$/.test(kind) && !kind.startsWith('likely'))
  return renamings.map((change) => `${change.before} → ${change.after}: ${crossingOf(change)?.kind ?? 'declared'}`)
}

/** A thermometer whose two readings are computed as the text says. */
const reading = (first: string, second: string) => ({
  'gauge.py': `class Gauge:\n    def __init__(self, level):\n        self.level = level\n\n    def ${first}(self):\n        return self.level * 4 + 7\n\n    def ${second}(self):\n        return self.level * 9 - 3\n`,
})
const GAUGE = reading('in_litres', 'in_gallons')
const CROSSED = reading('gallons', 'litres')
const CLEAR = reading('litres', 'gallons')
const PANEL = (one: string, other: string) => ({
  'panel.py': `from gauge import Gauge\n\n\ndef show(level):\n    gauge = Gauge(level)\n    return f"{gauge.${one}()} l, {gauge.${other}()} gal"\n`,
})
const IMPORT = 'from gauge import Gauge\n\n\n'
/** Names that have nothing to do with the old ones. */
const OTHER = reading('volume', 'content')

describe('methods', () => {
  test.each<[string, Given, readonly string[]]>([
    [
      'whose names say the other way round',
      { base: GAUGE, head: CROSSED },
      ['in_litres → gallons: ambiguous', 'in_gallons → litres: ambiguous'],
    ],
    [
      'whose callers were turned the other way round',
      { base: { ...GAUGE, ...PANEL('in_litres', 'in_gallons') }, head: { ...OTHER, ...PANEL('content', 'volume') } },
      ['in_litres → volume: contradicted', 'in_gallons → content: contradicted'],
    ],
    ['whose names say nothing', { base: GAUGE, head: OTHER }, ['in_litres → volume: ambiguous', 'in_gallons → content: ambiguous']],
    [
      'whose message says the other way round',
      { base: GAUGE, head: OTHER, messages: ['Rename in_litres to content and in_gallons to volume'] },
      ['in_litres → volume: contradicted', 'in_gallons → content: contradicted'],
    ],
    [
      'whose changelog says the other way round',
      {
        base: { ...GAUGE, 'CHANGELOG.md': '# Changes\n' },
        head: { ...CLEAR, 'CHANGELOG.md': '# Changes\n\n- `Gauge.gallons()` was `in_litres()`\n' },
      },
      ['in_litres → litres: contradicted', 'in_gallons → gallons: contradicted'],
    ],
    [
      'whose other test was adapted the other way round',
      {
        base: { ...GAUGE, 'test_panel.py': 'from gauge import Gauge\n\n\ndef test_a():\n    assert Gauge(1).in_litres() == 11\n' },
        head: { ...OTHER, 'test_panel.py': 'from gauge import Gauge\n\n\ndef test_a():\n    assert Gauge(1).content() == 11\n' },
      },
      ['in_litres → volume: contradicted', 'in_gallons → content: contradicted'],
    ],
    [
      'whose test, written anew, says the other way round',
      {
        base: { ...GAUGE, 'test_a.py': `${IMPORT}def test_a():\n    assert Gauge(1).in_litres() == 11\n` },
        head: { ...OTHER, 'test_b.py': `${IMPORT}def test_b():\n    assert Gauge(1).content() == 11\n` },
      },
      ['in_litres → volume: contradicted', 'in_gallons → content: contradicted'],
    ],
    [
      'whose names in quotes were turned the other way round',
      {
        base: { ...GAUGE, 'panel.py': 'UNITS = {"l": "in_litres", "g": "in_gallons"}\n' },
        head: { ...OTHER, 'panel.py': 'UNITS = {"l": "content", "g": "volume"}\n' },
      },
      ['in_litres → volume: contradicted', 'in_gallons → content: contradicted'],
    ],
  ])('%s are not followed', async (_, given, expected) => {
    expect(await crossings(given)).toEqual(expected)
  })

  test.each<[string, Given, readonly string[]]>([
    ['whose names say so', { base: GAUGE, head: CLEAR }, ['in_litres → litres: declared', 'in_gallons → gallons: declared']],
    [
      'whose callers say so',
      { base: { ...GAUGE, ...PANEL('in_litres', 'in_gallons') }, head: { ...OTHER, ...PANEL('volume', 'content') } },
      ['in_litres → volume: declared', 'in_gallons → content: declared'],
    ],
    [
      'whose message says so',
      { base: GAUGE, head: OTHER, messages: ['Rename `in_litres` to `volume` and `in_gallons` to `content`'] },
      ['in_litres → volume: declared', 'in_gallons → content: declared'],
    ],
    [
      'whose message says so against the names',
      { base: GAUGE, head: CROSSED, messages: ['The two were mixed up.\n\n- in_litres → gallons\n- in_gallons → litres\n'] },
      ['in_litres → gallons: declared', 'in_gallons → litres: declared'],
    ],
    [
      'one of which was always called with more',
      {
        base: {
          'gauge.py': 'def level_of(tank):\n    return tank.level * 4 + 7\n\n\ndef cost(tank, price):\n    return tank.level * price + 1\n',
        },
        head: {
          'gauge.py': 'def depth(tank):\n    return tank.level * 4 + 7\n\n\ndef bill(tank, price):\n    return tank.level * price + 1\n',
        },
      },
      ['level_of → depth: declared', 'cost → bill: declared'],
    ],
  ])('%s are followed', async (_, given, expected) => {
    expect(await crossings(given)).toEqual(expected)
  })
})

const clip = (first: string, second: string, inner: readonly [string, string], star = '') => ({
  'clip.py': `def clip(value, ${star}${first}, ${second}):\n    return max(${inner[0]}, min(${inner[1]}, value))\n`,
})
const use = (words: string) => ({ 'meter.py': `from clip import clip\n\n\ndef shown(value):\n    return clip(${words})\n` })
const CLIP = clip('low', 'high', ['low', 'high'])

describe('parameters', () => {
  test.each<[string, Given, readonly string[]]>([
    [
      'whose names say the other way round',
      { base: CLIP, head: clip('upper', 'lower', ['upper', 'lower']) },
      ['low → upper: ambiguous', 'high → lower: ambiguous'],
    ],
    [
      'whose places are exchanged',
      { base: CLIP, head: clip('floor', 'cap', ['cap', 'floor']) },
      ['low → cap: ambiguous', 'high → floor: ambiguous'],
    ],
    [
      'whose places are exchanged, with a caller by place that stayed',
      { base: { ...CLIP, ...use('value, 2, 8') }, head: clip('lower', 'upper', ['upper', 'lower']) },
      ['low → upper: contradicted', 'high → lower: contradicted'],
    ],
    [
      'by keyword alone, whose caller was adapted the other way round',
      {
        base: { ...clip('a', 'b', ['a', 'b'], '*, '), ...use('value, a=2, b=8') },
        head: { ...clip('start', 'end', ['end', 'start'], '*, '), ...use('value, start=2, end=8') },
      },
      ['a → end: contradicted', 'b → start: contradicted'],
    ],
    [
      'whose caller was adapted the other way round and in another order',
      {
        base: { ...CLIP, ...use('value, low=2, high=8') },
        head: { ...clip('cap', 'floor', ['cap', 'floor']), ...use('value, cap=8, floor=2') },
      },
      ['low → cap: contradicted', 'high → floor: contradicted'],
    ],
  ])('%s are not followed', async (_, given, expected) => {
    expect(await crossings(given)).toEqual(expected)
  })

  test.each<[string, Given, readonly string[]]>([
    [
      'whose names say so',
      { base: CLIP, head: clip('lower', 'upper', ['lower', 'upper']) },
      ['low → lower: declared', 'high → upper: declared'],
    ],
    [
      'with a caller by place',
      { base: { ...CLIP, ...use('value, 2, 8') }, head: clip('floor', 'cap', ['floor', 'cap']) },
      ['low → floor: declared', 'high → cap: declared'],
    ],
    [
      'with an adapted caller',
      {
        base: { ...CLIP, ...use('value, low=2, high=8') },
        head: { ...clip('floor', 'cap', ['floor', 'cap']), ...use('value, cap=8, floor=2') },
      },
      ['low → floor: declared', 'high → cap: declared'],
    ],
    [
      'with a caller that forwards its own',
      {
        base: {
          ...CLIP,
          'meter.py': 'from clip import clip\n\n\ndef shown(meter):\n    return clip(meter.value, low=meter.low, high=meter.high)\n',
        },
        head: {
          ...clip('floor', 'cap', ['floor', 'cap']),
          'meter.py': 'from clip import clip\n\n\ndef shown(meter):\n    return clip(meter.value, floor=meter.floor, cap=meter.cap)\n',
        },
      },
      ['low → floor: declared', 'high → cap: declared'],
    ],
  ])('%s are followed', async (_, given, expected) => {
    expect(await crossings(given)).toEqual(expected)
  })
})

const label = (first: string, second: string, inner: readonly [string, string]) => ({
  'label.ts': `export function label(text: string, { ${first}, ${second} }: Record<string, string>) {\n  return \`\${${inner[0]}}-\${text}-\${${inner[1]}}\`\n}\n`,
})
const shelf = (words: string) => ({
  'shelf.ts': `import { label } from './label'\n\nexport const sign = (text: string) => label(text, { ${words} })\n`,
})
const LABEL = label('before', 'after', ['before', 'after'])

describe('options', () => {
  test.each<[string, Given, readonly string[]]>([
    [
      'whose caller was adapted the other way round',
      {
        base: { ...LABEL, ...shelf("before: '<', after: '>'") },
        head: { ...label('end', 'start', ['end', 'start']), ...shelf("start: '<', end: '>'") },
        framework: 'vitest',
      },
      // the values beside the keys already kept them from being paired
      [],
    ],
    [
      'that nothing else names',
      { base: LABEL, head: label('end', 'start', ['end', 'start']), framework: 'vitest' },
      ['before → end: ambiguous', 'after → start: ambiguous'],
    ],
  ])('%s are not followed', async (_, given, expected) => {
    expect(await crossings(given)).toEqual(expected)
  })

  test('whose caller says so are followed', async () => {
    const base = { ...LABEL, ...shelf("before: '<', after: '>'") }
    const head = { ...label('start', 'end', ['start', 'end']), ...shelf("start: '<', end: '>'") }
    expect(await crossings({ base, head, framework: 'vitest' })).toEqual(['before → start: declared', 'after → end: declared'])
  })
})

const colours = (first: string, second: string, third: string) => ({
  'paint.py': `def ${first}(n):\n    return n * 3 + 1\n\n\ndef ${second}(n):\n    return n - 44\n\n\ndef ${third}(n):\n    return (n + 2) * 7\n`,
})
const COLOURS = colours('red_of', 'green_of', 'blue_of')

describe('functions', () => {
  test('three that take turns are not followed', async () => {
    expect(await crossings({ base: COLOURS, head: colours('green', 'blue', 'red') })).toEqual([
      'red_of → green: ambiguous',
      'green_of → blue: ambiguous',
      'blue_of → red: ambiguous',
    ])
  })

  test('a third one beside two that are exchanged is followed', async () => {
    expect(await crossings({ base: COLOURS, head: colours('green', 'red', 'blue') })).toContain('blue_of → blue: declared')
  })

  test('one is not followed where a sibling that was written anew has the name that it should have', async () => {
    const head = colours('green', 'blue_of', 'red')
      ['paint.py'].replace('n - 44', '(n + 2) * 7')
      .replace(/return \(n \+ 2\) \* 7\n$/, 'return sum(range(n))\n')
    expect(await crossings({ base: COLOURS, head: { 'paint.py': head } })).toEqual(['red_of → green: ambiguous'])
  })

  const tax = (file: string, name: string, body: string) => ({ [file]: `def ${name}(price):\n    return ${body}\n` })
  const both = { ...tax('net.py', 'net_price', 'price * 3 + 1'), ...tax('gross.py', 'gross_price', 'price - 44') }
  const exchanged = { ...tax('net.py', 'gross_amount', 'price * 3 + 1'), ...tax('gross.py', 'net_amount', 'price - 44') }
  const bill = (one: string, other: string) => ({
    'bill.py': `from net import *\nfrom gross import *\n\n\ndef rate(price):\n    return ${one}(price) / ${other}(price)\n`,
  })

  test('of two modules are not followed where callers were turned the other way round, or the names are', async () => {
    const said = ['gross_price → net_amount', 'net_price → gross_amount']
    expect(await crossings({ base: both, head: exchanged })).toEqual(said.map((one) => `${one}: ambiguous`))
    const callers = {
      base: { ...both, ...bill('net_price', 'gross_price') },
      head: { ...exchanged, ...bill('net_amount', 'gross_amount') },
    }
    expect(await crossings(callers)).toEqual(said.map((one) => `${one}: contradicted`))
  })
})

describe('modules', () => {
  const rate = (path: string, body: string, name = 'total') => ({ [path]: `def ${name}(price):\n    return ${body}\n` })
  const moves = async (head: Files, base: Files = {}) => {
    const before = { ...rate('shop/net.py', 'price * 3 + 1'), ...rate('shop/gross.py', 'price - 44'), ...base }
    const { changes, crossingOf } = await sourcesOf(before, head)
    return changes
      .filter(({ kind }) => kind === 'moved')
      .map((change) => `${change.before} → ${change.after}: ${crossingOf(change)?.kind ?? 'declared'}`)
  }
  const exchanged = { ...rate('shop/gross_prices.py', 'price * 3 + 1'), ...rate('shop/net_prices.py', 'price - 44') }
  const bill = (module: string) => ({
    'shop/bill.py': `from shop.${module} import total\n\n\ndef rate(price):\n    return total(price) + 1\n`,
  })

  test('that are exchanged by their names, or for who imports them, are not followed', async () => {
    const said = ['shop.gross → shop.net_prices', 'shop.net → shop.gross_prices']
    expect(await moves(exchanged)).toEqual(said.map((one) => `${one}: ambiguous`))
    expect(await moves({ ...exchanged, ...bill('net_prices') }, bill('net'))).toEqual(said.map((one) => `${one}: contradicted`))
  })

  test('each to its own name', async () => {
    const head = { ...rate('shop/net_prices.py', 'price * 3 + 1'), ...rate('shop/gross_prices.py', 'price - 44') }
    expect(await moves(head)).toEqual(['shop.gross → shop.gross_prices: declared', 'shop.net → shop.net_prices: declared'])
  })
})
