import { describe, expect, test } from 'vitest'
import { unifiedPatch } from '../../../src/engine/repair/patch.ts'

describe('unifiedPatch', () => {
  test('is empty for no file', () => {
    expect(unifiedPatch([])).toBe('')
  })

  test('names both sides as git does and sorts by path', () => {
    const patch = unifiedPatch([
      { path: 'b.py', before: 'x\n', after: 'y\n' },
      { path: 'a b.py', before: 'x\n', after: 'y\n' },
    ])
    expect(patch.split('\n').filter((line) => /^(diff|---|\+\+\+)/.test(line))).toEqual([
      'diff --git a/a b.py b/a b.py',
      '--- a/a b.py',
      '+++ b/a b.py',
      'diff --git a/b.py b/b.py',
      '--- a/b.py',
      '+++ b/b.py',
    ])
  })
})
