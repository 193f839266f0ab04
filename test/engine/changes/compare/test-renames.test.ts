import { describe, expect, test } from 'vitest'
import { formerIdentity, testRenames } from '../../../../src/engine/changes/compare/test-renames.ts'

const file = (patch: string, over = {}) => [{ path: 'tests/test_cart.py', previousPath: null, patch, ...over }]
const names = (patch: string) => testRenames(file(patch)).flatMap((rename) => [...rename.names])

describe('testRenames', () => {
  test('a test whose name alone changed was renamed', () => {
    const patch = '@@ -1,4 +1,4 @@\n import cart\n \n-def test_total():\n+def test_total_of_two():\n     assert cart.total() == 2\n '
    expect(names(patch)).toEqual([['test_total_of_two', 'test_total']])
  })

  test('titles, in any of the quotes', () => {
    const patch = `@@ -3,3 +3,3 @@\n   beforeEach(reset)\n-  it('adds', async () => {\n+  it('adds two', async () => {\n     expect(add(1, 1)).toBe(2)`
    expect(names(patch)).toEqual([['adds two', 'adds']])
    expect(names('-test.each(rows)("a", f)\n+test.each(rows)("b", f)')).toEqual([])
    expect(names('-  test.only("a", () => {\n+  test.only("b", () => {')).toEqual([['b', 'a']])
  })

  test('several in one file, each with its own name', () => {
    const patch =
      '@@ -1 +1 @@\n-def test_a():\n+def test_one():\n     pass\n@@ -9 +9 @@\n     x = 1\n \n-def test_b():\n+def test_two():\n     pass'
    expect(names(patch)).toEqual([
      ['test_one', 'test_a'],
      ['test_two', 'test_b'],
    ])
  })

  test.each([
    ['its body changed too', '-def test_a():\n+def test_b():\n     x = 1\n-    assert x == 1\n+    assert x == 2'],
    [
      'its body changed further below',
      '@@ -1 +1 @@\n-def test_a():\n+def test_b():\n     x = 1\n@@ -20 +20 @@\n     y = 1\n-    assert y\n+    assert not y',
    ],
    ['it takes another fixture', '-def test_a(cart):\n+def test_b(basket):\n     pass'],
    ['one was removed and another added', '-def test_a():\n-    assert 1\n+def test_b():\n+    assert 2'],
    ['two took one name', '-def test_a():\n+def test_c():\n     pass\n \n-def test_b():\n+def test_c():\n     pass'],
    ['it is no test', '-def helper_a():\n+def helper_b():\n     pass'],
  ])('nothing is said where %s', (_, patch) => {
    expect(names(patch)).toEqual([])
  })

  test('a change below the next declaration belongs to the next test', () => {
    expect(names('-def test_a():\n+def test_b():\n     pass\n \n def test_c():\n-    assert 1\n+    assert 2')).toEqual([
      ['test_b', 'test_a'],
    ])
  })
})

describe('formerIdentity', () => {
  const identity = { framework: 'pytest', file: 'tests/test_cart.py', suite: 'TestCart', name: 'test_b', parameters: '1' }
  const renames = testRenames(file('-def test_a():\n+def test_b():\n     pass'))

  test('keeps class and row', () => {
    expect(formerIdentity(identity, renames)).toEqual({ ...identity, name: 'test_a' })
  })

  test('a moved file keeps its tests', () => {
    const moved = testRenames([{ path: 'tests/test_cart.py', previousPath: 'tests/test_basket.py', patch: null }])
    expect(formerIdentity(identity, moved)).toEqual({ ...identity, file: 'tests/test_basket.py' })
  })

  test('says nothing of other tests and other files', () => {
    expect(formerIdentity({ ...identity, name: 'test_x' }, renames)).toBeNull()
    expect(formerIdentity({ ...identity, file: 'tests/test_other.py' }, renames)).toBeNull()
  })
})
