import { expect, test } from 'vitest'
import { textHash } from '../../../../src/engine/reports/text/text-hash.ts'

test('texts in a row are told apart by where one ends', () => {
  const row = (...texts: readonly string[]) => texts.reduce((before, text) => textHash(text, before), 0)
  const hashes = [row('ab', 'c'), row('a', 'bc'), row('abc'), row('', 'abc'), row('abc', ''), row('c', 'ab')]
  expect(new Set(hashes).size).toBe(hashes.length)
  expect(row('ab', 'c')).toBe(hashes[0])
})
