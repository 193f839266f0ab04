import { describe, expect, test } from 'vitest'
import { applyEdits, doOverlap } from '../../../src/engine/repair/apply-edits.ts'

const edit = (start: number, end: number, replacement: string, file = 'a.py') => ({
  file,
  range: { start, end },
  replacement,
  effect: 'reach' as const,
  causes: [],
})

describe('applyEdits', () => {
  test('replaces, inserts and deletes, in any order, and leaves all else as it is', () => {
    expect(applyEdits('one é two\r\n', [edit(6, 9, '2'), edit(0, 3, '1'), edit(4, 4, '<'), edit(5, 6, '')])).toBe('1 <é2\r\n')
    expect(applyEdits('x', [])).toBe('x')
  })

  test.each([
    ['that overlap', [edit(0, 3, 'a'), edit(2, 4, 'b')]],
    ['that insert at one place', [edit(2, 2, 'a'), edit(2, 2, 'b')]],
    ['beyond the text', [edit(8, 20, 'a')]],
  ])('refuses edits %s', (_, edits) => {
    expect(() => applyEdits('one two', edits)).toThrow(expect.objectContaining({ code: 'edits_overlap' }))
  })

  test('edits of other files and neighbours do not overlap', () => {
    expect(doOverlap(edit(0, 3, ''), edit(0, 3, '', 'b.py'))).toBe(false)
    expect(doOverlap(edit(0, 3, ''), edit(3, 5, ''))).toBe(false)
    expect(doOverlap(edit(0, 3, ''), edit(3, 3, 'x'))).toBe(false)
    expect(doOverlap(edit(0, 3, ''), edit(2, 5, ''))).toBe(true)
  })
})
