import { expect, test } from 'vitest'
import { holdsNumber } from '../../../../../src/engine/diagnosis/intent/reading/numbers.ts'
import { holds } from '../../../../../src/engine/diagnosis/intent/reading/replacements.ts'

test.each([
  ['up to 1,000,000 rows', '1000000', true],
  ['up to 1_000_000 rows', '1000000', true],
  ['up to 1 000 000 rows', '1_000_000', true],
  ['up to 1e6 rows', '1000000', true],
  ['from 20% to 25 %', '0.25', true],
  ['from 20% to 25 %', '25', true],
  ['25 percent', '0.25', true],
  ['1.50', '1.5', true],
  ['1,000 of 2,000', '1000', true],
  ['of 10,0000', '100000', false],
  ['112 rows', '12', false],
  ['12.5 rows', '12', false],
  ['v12 rows', '12', false],
  ['12 rows', 'twelve', false],
])('%s: %s', (text, value, expected) => {
  expect(holdsNumber(text, value)).toBe(expected)
})

test('a value of the source is found in a sentence however it is spelled there', () => {
  expect(holds('Raise the limit to 5,000 entries', '5000')).toBe(true)
  expect(holds('Raise the limit to 5,000 entries', '500')).toBe(false)
})
