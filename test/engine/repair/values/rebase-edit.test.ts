import { expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { rebased } from '../../../../src/engine/repair/values/rebase-edit.ts'
import type { Edit } from '../../../../src/model/candidate.ts'

/** The edit that replaces the first `before` of a text. */
function edit(text: string, before: string, after: string): Edit {
  const start = text.indexOf(before)
  const range = { start, end: start + before.length }
  return { file: 'a.py', range, replacement: after, effect: 'expectation', value: { before, after }, causes: [] }
}

const TEXT = 'one = [1, 2]\ntwo = "old"\nthree = 3\n'

test.each([
  ['an edit behind the first one', 'old', 'new', '3', '33'],
  ['an edit before the first one', '"old"', '"much newer"', '[1', '[11'],
  ['an edit inside of what the first one wrote', '[1, 2]', '[1, 2, 30]', '30', '31'],
])('%s comes to the same text', (_, first, then, second, last) => {
  const made = [edit(TEXT, first, then)]
  const between = applyEdits(TEXT, made)
  const more = edit(between, second, last)
  const all = rebased([more], made)
  expect(applyEdits(TEXT, all ?? [])).toBe(applyEdits(between, [more]))
})

test('two edits of one value are one edit of it, from the first value to the last', () => {
  const made = [edit(TEXT, '"old"', '"newer"')]
  const all = rebased([edit(applyEdits(TEXT, made), '"newer"', '"newest"')], made)
  expect(all?.map(({ value }) => value)).toEqual([{ before: '"old"', after: '"newest"' }])
})

test('an edit over the border of another one is none', () => {
  const made = [edit(TEXT, '[1, 2]', '[1]')]
  expect(rebased([edit(applyEdits(TEXT, made), '= [1', '= (1')], made)).toBeNull()
})
