import { expect, test } from 'vitest'
import { coversGaps, editKeys, isWhatWasAccepted } from '../../../src/server/intake/accepted-edits.ts'

const edit = (replacement: string) => ({
  ...{ file: 'tests/test_a.py', range: { start: 1, end: 2 }, replacement, effect: 'expectation' as const, causes: ['c'] },
})
const accepted = { testIds: ['a', 'b'], edits: editKeys([edit('7'), edit('8')]), unproved: ['coverage-kept'] }

test('the same edits in any order, for no other test', () => {
  expect(isWhatWasAccepted(accepted, { testIds: ['a'], edits: [edit('8'), edit('7')] })).toBe(true)
  expect(isWhatWasAccepted(accepted, { testIds: ['a', 'c'], edits: [edit('7'), edit('8')] })).toBe(false)
  expect(isWhatWasAccepted(accepted, { testIds: ['a'], edits: [edit('7')] })).toBe(false)
  expect(isWhatWasAccepted(accepted, { testIds: ['a'], edits: [edit('7'), edit('9')] })).toBe(false)
})

test('a yes covers what the proposal said was not shown, and nothing else', () => {
  expect(coversGaps(accepted, [])).toBe(true)
  expect(coversGaps(accepted, [{ name: 'coverage-kept' }])).toBe(true)
  expect(coversGaps(accepted, [{ name: 'coverage-kept' }, { name: 'strength-maintained' }])).toBe(false)
})
