import { describe, expect, test } from 'vitest'
import { changeTexts } from '../../../support/repair.ts'

const make = (kind: string, extra = '') =>
  `def make(values, names, base=None):\n    found = ${kind}(values)\n    found.names = tuple(names)\n${extra}    return found.scaled(base)\n`

describe('a file whose path another one took', () => {
  const scalar = make('Scalar')
  const joint = make('Joint', '    found.mask = read_mask(names)\n    found.alphabet = letters(found.names)\n')
  test.each([
    ['word for word', scalar],
    ['edited on the way', scalar.replace('Scalar(values)', 'Plain(values)')],
  ])('its functions have not come from the other one: %s', async (_, carried) => {
    const base = { 'pkg/plain.py': scalar, 'pkg/joint.py': joint }
    const head = { 'pkg/scalar.py': carried, 'pkg/plain.py': joint.replace('base=None', 'base=2') }
    expect(await changeTexts(base, head)).toEqual([])
  })

  test('twins of which one was edited stay where they are', async () => {
    const base = { 'pkg/a.py': scalar, 'pkg/b.py': scalar }
    const head = { 'pkg/a.py': scalar.replace('base=None', 'base=2'), 'pkg/b.py': `${scalar}\nSIZE = 3\n` }
    expect(await changeTexts(base, head)).toEqual(['default_changed make: base=None -> base=2'])
  })
})

describe('a constant in another file', () => {
  const load = (name: string) => `def load():\n    return open(PATH) if ${name} else None\n`
  test.each([
    [
      'is not the one that is gone for having the same value',
      'args = parser.parse_args()\nrun(args)\n',
      'args = parser.parse_args()\nshow(args)\n',
      [],
    ],
    [
      'nor for functions of its own that use it',
      `log = logger(__name__)\n${load('log')}`,
      `log = logger(__name__)\n\ndef save():\n    log(1)\n`,
      [],
    ],
  ])('%s', async (_, before, after, expected) => {
    const base = { 'pkg/a.py': `PATH = 1\n${before}`, 'pkg/c.py': 'SIZE = 1\n' }
    const head = { 'pkg/a.py': `PATH = 1\n${load('PATH')}`, 'pkg/b.py': after, 'pkg/c.py': 'SIZE = 1\n' }
    const found = await changeTexts(base, head)
    expect(found.filter((text) => text.startsWith('moved'))).toEqual(expected)
  })

  test('moved where a file imports it from there', async () => {
    const base = { 'pkg/a.py': 'LIMIT = lookup("limit")\n\ndef use():\n    return LIMIT\n' }
    const head = {
      'pkg/a.py': 'from pkg.b import LIMIT as limit\n\ndef use():\n    return limit\n',
      'pkg/b.py': 'LIMIT = lookup("limit")\n',
    }
    expect(await changeTexts(base, head)).toEqual(['moved LIMIT: pkg.a -> pkg.b'])
  })

  test('moved where the functions that use it went along', async () => {
    const use = 'LIMIT = lookup("limit")\n\ndef use(items):\n    return [one for one in items if one < LIMIT]\n'
    const base = { 'pkg/a.py': `${use}\ndef other():\n    return 1\n` }
    const head = { 'pkg/a.py': 'def other():\n    return 1\n', 'pkg/b.py': use }
    expect(await changeTexts(base, head)).toEqual(['moved LIMIT: pkg.a -> pkg.b', 'moved use: pkg.a -> pkg.b'])
  })
})
