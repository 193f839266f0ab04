import { describe, expect, test } from 'vitest'
import { hunksOf, samePlace, undoHunks } from '../../../../src/engine/diagnosis/causes/hunks.ts'

const change = (before: string | null, after: string | null, path = 'a.py') => ({ path, before, after })

describe('hunks', () => {
  test('are the contiguous changed lines, with their places in both trees', () => {
    const hunks = hunksOf([change('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n')])
    expect(hunks).toEqual([
      { file: 'a.py', oldFile: 'a.py', before: { line: 2, count: 1 }, after: { line: 2, count: 1 }, removed: ['b\n'], added: ['B\n'] },
      { file: 'a.py', oldFile: 'a.py', before: { line: 5, count: 0 }, after: { line: 5, count: 1 }, removed: [], added: ['e\n'] },
    ])
  })

  test.each([
    ['replaced, inserted and deleted lines', '1\n2\n3\n4\n5\n6\n', '1\nx\ny\n3\n5\n6\n7\n'],
    ['Windows line ends', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\nd\r\n'],
    ['a last line without an end', 'a\nb', 'a\nb\nc'],
    ['an emptied file', 'a\nb\n', ''],
    ['a file that was empty', '', 'a\n'],
  ])('undone all together give the base again: %s', (_, before, after) => {
    const changes = [change(before, after)]
    expect(undoHunks(changes, hunksOf(changes)).get('a.py')).toBe(before)
  })

  test('are undone one by one, whatever stands before them', () => {
    const changes = [change('a\nb\nc\nd\n', 'A\nA\nb\nc\n')]
    const [first, last] = hunksOf(changes)
    expect(undoHunks(changes, first ? [first] : []).get('a.py')).toBe('a\nb\nc\n')
    expect(undoHunks(changes, last ? [last] : []).get('a.py')).toBe('A\nA\nb\nc\nd\n')
  })

  test('a deleted file is one hunk and comes back whole', () => {
    const changes = [change('a\nb\n', null)]
    expect(hunksOf(changes)).toHaveLength(1)
    expect(undoHunks(changes, hunksOf(changes))).toEqual(new Map([['a.py', 'a\nb\n']]))
  })

  test('a new file has none; one that moved has what changed on the way', () => {
    const body = Array.from({ length: 10 }, (_, line) => `line ${line}\n`)
    const moved = [
      change(body.join(''), null, 'old.py'),
      change(null, body.with(4, 'changed\n').join(''), 'new.py'),
      change(null, 'other\n', 'added.py'),
    ]
    const hunks = hunksOf(moved)
    expect(hunks.map(({ file, oldFile, removed }) => [file, oldFile, removed.length])).toEqual([
      ['old.py', 'old.py', 10],
      ['new.py', 'old.py', 1],
    ])
    expect(undoHunks(moved, hunks.slice(1)).get('new.py')).toBe(body.join(''))
  })

  test('are known again by their places', () => {
    const [first, second] = hunksOf([change('a\nb\nc\n', 'A\nb\nC\n')])
    expect(first && samePlace(first, { ...first })).toBe(true)
    expect(first && second && samePlace(first, second)).toBe(false)
  })
})
