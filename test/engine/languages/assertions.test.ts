import { expect, test } from 'vitest'
import { languages } from '../../../src/engine/languages/index.ts'
import { textOf } from '../../../src/engine/languages/syntax.ts'
import { testParsers } from '../../support/grammars.ts'

const parsers = await testParsers()

/** `relation actual | expected` for each assertion, `not` before a negated one, `-` for nothing. */
function found(path: string, source: string): readonly string[] {
  const tree = parsers.parse(path, source)
  if (tree === null || tree.errors.length > 0) throw new Error(`${source} is not read`)
  return languages[tree.language].assertions.find(tree).map(({ relation, isNegated, actual, expected }) => {
    const [got, wanted] = [actual, expected].map((node) => (node === null ? '-' : textOf(tree, node)))
    return `${isNegated ? 'not ' : ''}${relation} ${got} | ${wanted}`
  })
}

test.each([
  ['assert total() == 3', ['equal total() | 3']],
  ['assert 3 == total()', ['equal total() | 3']],
  ['assert total() == expected', ['equal total() | expected']],
  ['assert a != 1, "message"', ['not equal a | 1']],
  ['assert not a == 1', ['not equal a | 1']],
  ['assert a is None', ['same a | None']],
  ['assert a is  not None', ['not same a | None']],
  ['assert "x" in result', ['contains result | "x"']],
  ['assert key not in result', ['not contains result | key']],
  ['assert result in [1, 2]', ['contains result | [1, 2]']],
  ['assert len(a) >= 2', ['ordered len(a) | 2']],
  ['assert (a == 1 and b)', ['equal a | 1', 'holds b | -']],
  ['assert a or b', ['holds a or b | -']],
  ['assert not (a and b)', ['not holds a and b | -']],
  ['assert 1 < a < 3', ['other 1 < a < 3 | -']],
  ['assert a.is_open()', ['holds a.is_open() | -']],
  ['with pytest.raises(ValueError, match="x"):\n    f()', ['throws - | ValueError']],
  ['raises(ValueError, f, 1)', ['throws f | ValueError']],
  ['self.assertEqual(total(), 3)', ['equal total() | 3']],
  ['self.assertEqual(3, total(), msg="x")', ['equal total() | 3']],
  ['self.assertNotIn(1, a)', ['not contains a | 1']],
  ['self.assertTrue(a)', ['holds a | -']],
  ['self.assertIsNone(a)', ['same a | -']],
  ['self.assertAlmostEqual(a, 1.5)', ['close a | 1.5']],
  ['with self.assertRaises(KeyError):\n    f()', ['throws - | KeyError']],
  ['self.assertRaises(KeyError, f)', ['throws f | KeyError']],
  ['def test_a():\n    x = f()\n    assert x == 1\n    assert x', ['equal x | 1', 'holds x | -']],
  ['check(a == 1)\nassertEqual(a, b)', []],
])('python: %s', (source, expected) => {
  expect(found('a.py', source)).toEqual(expected)
})

test.each([
  ['expect(total()).toBe(3)', ['same total() | 3']],
  ['expect(a).not.toEqual({ b: 1 })', ['not equal a | { b: 1 }']],
  ['await expect(f()).resolves.toStrictEqual([1])', ['equal f() | [1]']],
  ['await expect(f()).rejects.toThrow(TypeError)', ['throws f() | TypeError']],
  ['expect(() => f()).toThrow()', ['throws () => f() | -']],
  ['expect(a).toBeNull()', ['same a | -']],
  ['expect(a).not.toBeDefined()', ['same a | -']],
  ['expect(a).toBeFalsy()', ['not holds a | -']],
  ['expect(a).toBeCloseTo(1.5, 2)', ['close a | 1.5']],
  ['expect(a).toContain("x")', ['contains a | "x"']],
  ['expect(a).toHaveLength(2)', ['other a | 2']],
  ['expect.soft(a).toBe(1)', ['same a | 1']],
  ['expect(a).to.equal(1)', ['same a | 1']],
  ['expect(a).to.deep.equal([1])', ['equal a | [1]']],
  ['expect(a).to.not.be.true', ['not same a | -']],
  ['assert.strictEqual(a, 1)', ['same a | 1']],
  ['assert.deepEqual(a, [1], "message")', ['equal a | [1]']],
  ['assert.strict.notEqual(a, 1)', ['not equal a | 1']],
  ['assert(a)', ['holds a | -']],
  ['assert.throws(() => f(), Error)', ['throws () => f() | Error']],
  ["test('a', () => {\n  expect(a).toBe(1)\n  if (b) { expect(c).toBe(2) }\n})", ['same a | 1', 'same c | 2']],
  ['expect.extend({ toBeEven() {} })\nexpect(a)\nf(expect.anything())', []],
])('script: %s', (source, expected) => {
  expect(found('a.ts', source)).toEqual(expected)
  expect(found('a.js', source)).toEqual(expected)
})

test('an assertion knows the statement that fails, and its matcher as written', () => {
  const source = 'def test_a():\n    with raises(E):\n        f()\n    assert (a ==\n        1)\n'
  const tree = parsers.parse('a.py', source)
  if (tree === null) throw new Error('not read')
  const all = languages.python.assertions.find(tree)
  expect(all.map(({ statement, matcher }) => [matcher, statement.line, textOf(tree, statement)])).toEqual([
    ['raises', 2, 'with raises(E):\n        f()'],
    ['==', 4, 'assert (a ==\n        1)'],
  ])
})
