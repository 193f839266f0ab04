import { expect, test } from 'vitest'
import { createProject } from '../../../../src/engine/changes/resolve/project.ts'
import { areOnlyCompared } from '../../../../src/engine/review/reading/only-compared.ts'
import { testParsers } from '../../../support/grammars.ts'

/** Whether the last 3 of a text is only compared. */
async function isOnlyCompared(path: string, text: string, effect: 'expectation' | 'reach' = 'expectation'): Promise<boolean> {
  const start = text.lastIndexOf('3')
  const head = createProject(new Map([[path, text]]), await testParsers())
  return areOnlyCompared([{ file: path, range: { start, end: start + 1 }, replacement: '4', effect, causes: [] }], head)
}

test.each([
  ['def test_a():\n    assert f(1) == 3\n', true],
  ['def test_a():\n    assert f(1) == [1, Point(3)]\n', true],
  ['def test_a(self):\n    self.assertEqual(f(1), 3)\n', true],
  ['def test_a():\n    with pytest.raises(ValueError, match="3"):\n        f()\n', true],
  ['def test_a():\n    n = 3\n    assert f() == n\n', true],
  ['@pytest.mark.parametrize("a, n", [(1, 3)])\ndef test_a(a, n):\n    assert f(a) == n\n', true],
  // given to the product: another value leads another way through it
  ['def test_a():\n    assert 1 == f(3)\n', false],
  ['def test_a():\n    n = 3\n    assert f(n) == n\n', false],
  ['def test_a():\n    n = 3\n    client.limit = n\n    assert f() == n\n', false],
  ['@pytest.mark.parametrize("n, a", [(1, 3)])\ndef test_a(n, a):\n    assert f(a) == n\n', false],
  ['@pytest.mark.parametrize("row", [(1, 3)])\ndef test_a(row):\n    assert f(row[0]) == row[1] and g(row)\n', false],
  // nobody can tell
  ['def test_a():\n    check(f(1), 3)\n', false],
  ['@pytest.fixture\ndef n():\n    return 3\n\n\ndef test_a(n):\n    assert f() == n\n', false],
])('in %j: %s', async (text, answer) => {
  expect(await isOnlyCompared('tests/test_a.py', text)).toBe(answer)
})

test.each([
  ["test('a', () => {\n  expect(f(1)).toBe(3)\n})\n", true],
  ["test('a', () => {\n  expect(f(3)).toBe(1)\n})\n", false],
  ["test.each([[1, 3]])('a', (a, n) => {\n  expect(f(a)).toBe(n)\n})\n", true],
  ["test.each([[1, 3]])('a', (n, a) => {\n  expect(f(a)).toBe(n)\n})\n", false],
])('in %j: %s', async (text, answer) => {
  expect(await isOnlyCompared('test/a.test.ts', text)).toBe(answer)
})

test('an edit of how the code is reached is no comparison', async () => {
  expect(await isOnlyCompared('tests/test_a.py', 'def test_a():\n    assert f(1) == 3\n', 'reach')).toBe(false)
})
