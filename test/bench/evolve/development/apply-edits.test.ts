import { expect, test } from 'vitest'
import { add, applyEdits, drop } from './apply-edits.ts'
import { spell, spellEdits } from './spelling.ts'

const tree = new Map([
  ['a.py', 'one = 1\ntwo = one\n'],
  ['b.py', 'one()\n'],
])

test('a text has to occur once, a pattern at least once', () => {
  expect(applyEdits(tree, [['a.py', 'one', 'uno']])).toBe('a.py has one more than once')
  expect(applyEdits(tree, [['a.py', 'three', 'tre']])).toBe('a.py has no three')
  expect(applyEdits(tree, [['*', /\bone\b/, 'uno']])).toEqual(
    new Map([
      ['a.py', 'uno = 1\ntwo = uno\n'],
      ['b.py', 'uno()\n'],
    ]),
  )
})

test('a file is added where none is, and removed where one is', () => {
  expect(applyEdits(tree, [drop('b.py'), add('c.py', '')])).toEqual(
    new Map([...tree, ['c.py', '']].filter(([path]) => path !== 'b.py') as [string, string][]),
  )
  expect(applyEdits(tree, [add('b.py', '')])).toBe('b.py is there')
})

test('edits are spelled in the names of today, whole words only', () => {
  const spelling = { words: new Map([['parse', 'read']]), paths: [['src/a.py', 'src/b.py']] as const }
  expect(spell('parse(parse_all, "\\bparse")', spelling)).toBe('read(parse_all, "\\bread")')
  expect(spellEdits([['src/a.py', /\bparse\(/, 'parse(1, ']], spelling)).toEqual([['src/b.py', /\bread\(/, 'read(1, ']])
})
