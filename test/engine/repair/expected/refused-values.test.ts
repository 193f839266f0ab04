import { expect, test } from 'vitest'
import { isStable } from '../../../../src/engine/repair/expected/stable-value.ts'
import { unusable } from '../../../../src/engine/repair/expected/unusable-value.ts'
import type { ProbedFailure } from '../../../../src/model/runs/test-run.ts'

const value = (text: string) => ({ literal: text, text, type: '' })
const failure = (expected: string, actual: string): ProbedFailure => ({
  ...{ phase: 'call', exception: 'AssertionError', message: '', stack: '', frames: [] },
  ...{ expected: value(expected), actual: value(actual) },
})

test.each([
  'None',
  'undefined',
  "''",
  '[]',
  '{}',
  'nan',
  'NaN',
  "ValueError('x')",
  'Promise { 3 }',
  '<coroutine object f at 0x1>',
  '[1, nan]',
  '[ undefined, undefined ]',
  '{ title: undefined }',
  '[None, None]',
])('%s is not made the expected value of a test that expected one', (actual) => {
  expect(unusable(failure("'full'", actual))).not.toBeNull()
})

test.each([
  ["'a'", "'b'"],
  ['None', "'b'"],
  ['[]', '[1]'],
  ['None', '[]'],
  ["['undefined']", "['is undefined']"],
  ['[ undefined ]', '[ undefined, 1 ]'],
  ["{'a': 1}", "{'a': 1, 'b': None}"],
])('%s may become %s', (expected, actual) => {
  expect(unusable(failure(expected, actual))).toBeNull()
})

test('a value that is another one in each run, or an address, is not expected', () => {
  expect(isStable([failure('1', '2'), failure('1', '2')])).toBe(true)
  expect(isStable([failure('1', '2'), failure('1', '3')])).toBe(false)
  expect(isStable([failure('1', '<Cart object at 0x7f3a2b1c4d50>')])).toBe(false)
  expect(isStable([failure('1', "'at 0x7f3a2b1c4d50'")])).toBe(false)
  const shown = (address: string) => ({
    ...failure('1', ''),
    actual: { literal: null, text: `[<f at ${address}>, 1]`, type: '', expression: '[SutureOpaque(7), 1]' },
  })
  expect(isStable([shown('0x7f3a2b1c4d50'), shown('0x7f3a2b1c4d60')])).toBe(true)
})
