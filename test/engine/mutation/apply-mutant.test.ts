import { expect, test } from 'vitest'
import { applyMutant } from '../../../src/engine/mutation/apply-mutant.ts'
import type { Mutant } from '../../../src/engine/mutation/mutant.ts'

const mutant: Mutant = {
  operator: 'arithmetic-swapped',
  file: 'a.py',
  start: 6,
  end: 7,
  original: '+',
  replacement: '-',
  line: 1,
  symbol: null,
  description: 'one arithmetic operator is replaced by another',
}

test('a mutant changes its own place', () => {
  expect(applyMutant('x = a + b', mutant)).toBe('x = a - b')
})

test('a mutant that does not fit the text is an error, never a text', () => {
  for (const text of ['x = aa + b', 'x = a', ''])
    expect(() => applyMutant(text, mutant)).toThrow(
      expect.objectContaining({ code: 'mutant_unapplied', message: expect.stringContaining('a.py, line 1') }),
    )
})

test('a mutant that changes nothing is an error', () => {
  expect(() => applyMutant('x = a + b', { ...mutant, replacement: '+' })).toThrow(expect.objectContaining({ code: 'mutant_unapplied' }))
})
