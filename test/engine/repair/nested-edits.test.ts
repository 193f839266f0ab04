import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../src/engine/repair/apply-edits.ts'
import { nestedEdits } from '../../../src/engine/repair/nested-edits.ts'
import type { Edit } from '../../../src/model/candidate.ts'
import { repairedText } from '../../support/repair.ts'

/** Each of these words of a text becomes another one; the first place where it stands. */
const made = (text: string, ...changes: readonly (readonly [string, string])[]): string | null => {
  const edits = changes.map(([word, replacement]): Edit => {
    const start = text.indexOf(word)
    return { file: 'a.py', range: { start, end: start + word.length }, replacement, effect: 'reach', causes: [replacement] }
  })
  const found = nestedEdits(edits, new Map([['a.py', text]]))
  return found === null ? null : applyEdits(text, found)
}

describe('an edit in what another one replaces', () => {
  test('goes where its text goes', () => {
    expect(made('put(one(), two)', ['one()', 'two'], ['two', 'one()'], ['one', 'first'])).toBe('put(two, first())')
    expect(made('put(f(a, b), c)', ['f(a, b)', 'c'], ['c', 'x=f(a, b)'], ['a', 'b'], ['b', 'a'])).toBe('put(c, x=f(b, a))')
  })

  test('goes with what is taken away', () => {
    expect(made('put(one(), two)', ['one(), ', ''], ['one', 'first'])).toBe('put(two)')
  })

  test('is nowhere where its text is rewritten, or there twice, or only crossed', () => {
    expect(made('put(one(), two)', ['one()', 'other()'], ['one', 'first'])).toBeNull()
    expect(made('put(one(), two)', ['one()', 'one() + one()'], ['one', 'first'])).toBeNull()
    expect(made('put(one(), two)', ['put(one', 'x'], ['one()', 'y'])).toBeNull()
  })

  test('says why both are made', () => {
    const text = 'put(one(), two)'
    const edit = (start: number, end: number, replacement: string, cause: string): Edit => {
      return { file: 'a.py', range: { start, end }, replacement, effect: 'reach', causes: [cause] }
    }
    const edits = [edit(4, 9, 'two', 'order'), edit(11, 14, 'one()', 'order'), edit(4, 7, 'first', 'name')]
    expect(nestedEdits(edits, new Map([['a.py', text]]))?.map(({ causes }) => causes)).toEqual([['order'], ['order', 'name']])
    const expectation: Edit = { ...edit(4, 7, 'first', 'value'), effect: 'expectation' }
    expect(nestedEdits([...edits.slice(0, 2), expectation], new Map([['a.py', text]]))).toBeNull()
  })
})

test('a call that is renamed, and calls in calls that are all reordered, are followed together', async () => {
  const shop = (name: string, parameters: string) =>
    `class Box:\n    def ${name}(self):\n        return [self.w, self.h]\n\n\ndef place(${parameters}):\n    if size < 0:\n        raise ValueError("no size")\n    return [origin, size]\n`
  const [base, head] = [shop('area', 'origin, size'), shop('surface', 'size, origin')].map((text) => ({
    'pkg/__init__.py': '',
    'pkg/a.py': text,
  }))
  const text = (body: string) => `from pkg.a import Box, place\n\n\ndef test_a():\n    assert ${body}\n`
  if (base === undefined || head === undefined) throw new Error('no shop')
  expect(await repairedText(base, head, text('place(place(1, Box().area()), 2)'))).toBe(text('place(2, place(Box().surface(), 1))'))
})
