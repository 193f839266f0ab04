import { describe, expect, test } from 'vitest'
import { editedRanges, undoRanges, wholeRange } from '../../../../src/engine/diagnosis/causes/edited-ranges.ts'
import { hunksOf } from '../../../../src/engine/diagnosis/causes/hunks.ts'

const PATH = 'shop/cart.py'
const rangesBetween = (before: string, after: string) =>
  hunksOf([{ path: PATH, before, after }]).map((hunk) => ({ hunk, ranges: editedRanges(hunk, after) }))

describe('the edits of a hunk', () => {
  test('of adjacent lines are told apart', () => {
    const before = 'FREE = 50\nRATE = 0.19\nNAME = "net"\n'
    const after = 'FREE = 60\nRATE = 0.2\nNAME = "gross"\n'
    const [only, ...more] = rangesBetween(before, after)
    expect(more).toEqual([])
    expect(only?.ranges.map((range) => [range.before.trim(), range.after.trim()])).toEqual([
      ['50', '60'],
      ['0.19', '0.2'],
      ['"net"', '"gross"'],
    ])
    expect(undoRanges(after, only?.ranges.slice(1, 2) ?? [])).toBe('FREE = 60\nRATE = 0.19\nNAME = "gross"\n')
  })

  test.each([
    ['values in one line', 'x = f(1, 2)\n', 'x = f(3, 4)\n'],
    ['a call around it, spread over lines', 'a = 1\nreturn round(total, 2)\n', 'a = 2\nreturn quantize(\n    total,\n)\n'],
    ['new lines', 'a\nz\n', 'a\nb\n  c\nz\n'],
    ['lines that went', 'a\n  b\n\nc\nz\n', 'a\nz\n'],
    ['other indentation', 'if a:\n  b\n  c\n', 'if a:\n    b\n    c\n'],
    ['no line end at the end', 'a = 1', 'a = 2\n'],
    ['a text with quotes', "a = 'it''s'\n", 'a = "it is"\n'],
    ['an empty file', '', 'a = 1\n'],
    ['a file that went empty', 'a = 1\n', ''],
  ])('all undone are the hunk undone: %s', (_, before, after) => {
    for (const { ranges } of rangesBetween(before, after)) expect(ranges.length).toBeGreaterThan(0)
    const all = rangesBetween(before, after).flatMap(({ ranges }) => ranges)
    expect(undoRanges(after, all)).toBe(before)
    const whole = hunksOf([{ path: PATH, before, after }]).map((hunk) => wholeRange(hunk, after))
    expect(undoRanges(after, whole)).toBe(before)
  })
})
