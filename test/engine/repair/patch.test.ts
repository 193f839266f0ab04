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

  test('deletes a file of code of which nothing is left, and empties one of data', () => {
    const patch = unifiedPatch([
      { path: 'test_a.py', before: 'x\n', after: '' },
      { path: 'tests/want.txt', before: 'x\n', after: '' },
    ])
    expect(patch).toContain(
      'diff --git a/test_a.py b/test_a.py\ndeleted file mode 100644\n--- a/test_a.py\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n',
    )
    expect(patch).toContain('+++ b/tests/want.txt\n')
  })
})
