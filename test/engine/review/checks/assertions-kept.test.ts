import { expect, test } from 'vitest'
import { frameworkNamed } from '../../../../src/engine/frameworks/index.ts'
import { assertionsKept } from '../../../../src/engine/review/checks/assertions-kept.ts'
import type { Edit } from '../../../../src/model/candidate.ts'
import { testParsers } from '../../../support/grammars.ts'
import { sourcesOf } from '../../../support/review-case.ts'

/** What the check says of a test file that becomes another; `effect` of its one edit, which is where the two differ. */
async function examine(before: string, after: string, { path = 'tests/test_a.py', effect = 'expectation' as Edit['effect'] } = {}) {
  const start = [...before].findIndex((one, index) => one !== after[index])
  const from = start < 0 ? before.length : start
  let tail = 0
  while (tail < before.length - from && tail < after.length - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const edit: Edit = {
    file: path,
    range: { start: from, end: before.length - tail },
    replacement: after.slice(from, after.length - tail),
    effect,
    causes: [],
  }
  const framework = frameworkNamed(path.endsWith('.py') ? 'pytest' : 'jest')
  if (framework === null) throw new Error(path)
  const { trees, callersOf } = await sourcesOf({}, { [path]: before })
  const files = [{ path, before, after }]
  return assertionsKept.examine({
    ...{ edits: [edit], files, reached: [], changes: [], callers: callersOf, trees, failures: [], framework, parsers: await testParsers() },
  }).outcome
}

const py = (line: string) => `def test_a():\n    ${line}\n`
const js = (line: string) => `test('a', () => {\n  ${line}\n})\n`

test.each([
  ['another value', 'assert total() == 3', 'assert total() == 4'],
  ['a stricter comparison', 'assert total()', 'assert total() == 4'],
  ['another value within the same tolerance', 'assert total() == approx(3, abs=0.1)', 'assert total() == approx(4, abs=0.1)'],
  ['a smaller tolerance', 'assert total() == approx(3, abs=0.1)', 'assert total() == approx(3, abs=0.01)'],
  [
    'another message',
    'with pytest.raises(ValueError, match="at most 5"): total()',
    'with pytest.raises(ValueError, match="at most 6"): total()',
  ],
  ['another exception', 'with pytest.raises(ValueError): total()', 'with pytest.raises(KeyError): total()'],
])('python, as much as before: %s', async (_, before, after) => {
  expect(await examine(py(before), py(after))).toBe('passed')
})

test.each([
  ['equality became inequality', 'assert total() == 3', 'assert total() != 3'],
  ['equality became truth', 'assert total() == 3', 'assert total()'],
  ['equality became an order', 'assert total() == 3', 'assert total() >= 3'],
  ['equality became a part', 'assert names() == ["a"]', 'assert "a" in names()'],
  ['an assertion is gone', 'assert total() == 3', 'total()'],
  ['a wider tolerance', 'assert total() == approx(3, abs=0.1)', 'assert total() == approx(3, abs=0.5)'],
  ['a wider tolerance of unittest', 'self.assertAlmostEqual(total(), 3, places=5)', 'self.assertAlmostEqual(total(), 3, places=1)'],
  ['any exception', 'with pytest.raises(ValueError): total()', 'with pytest.raises(Exception): total()'],
  ['one of two exceptions', 'with pytest.raises(ValueError): total()', 'with pytest.raises((ValueError, KeyError)): total()'],
  [
    'a part of the message',
    'with pytest.raises(ValueError, match="at most 5"): total()',
    'with pytest.raises(ValueError, match="at most"): total()',
  ],
  [
    'a pattern that leaves more open',
    'with pytest.raises(ValueError, match="at most 5"): total()',
    'with pytest.raises(ValueError, match="at most .*"): total()',
  ],
  ['a skip', 'assert total() == 3', 'pytest.skip(); assert total() == 3'],
])('python, less than before: %s', async (_, before, after) => {
  expect(await examine(py(before), py(after))).toBe('failed')
})

test.each([
  ['another value', 'expect(total()).toBe(3)', 'expect(total()).toBe(4)', 'passed'],
  ['a stricter matcher', 'expect(total()).toEqual(3)', 'expect(total()).toStrictEqual(3)', 'passed'],
  ['a more lenient matcher', 'expect(total()).toStrictEqual({ a: 1 })', 'expect(total()).toEqual({ a: 1 })', 'failed'],
  ['some members', 'expect(total()).toEqual({ a: 1 })', 'expect(total()).toMatchObject({ a: 1 })', 'failed'],
  ['truth', 'expect(total()).toBe(3)', 'expect(total()).toBeTruthy()', 'failed'],
  ['anything but nothing', 'expect(total()).toBe(3)', 'expect(total()).toBeDefined()', 'failed'],
  ['the opposite', 'expect(total()).toBe(3)', 'expect(total()).not.toBe(3)', 'failed'],
  ['fewer digits', 'expect(total()).toBeCloseTo(3.1, 5)', 'expect(total()).toBeCloseTo(3.1, 1)', 'failed'],
  ['another matcher that nobody knows', 'expect(total()).toBeSold(3)', 'expect(total()).toBeMaybeSold(3)', 'failed'],
  ['a part of the message', "expect(total).toThrow('at most 5')", "expect(total).toThrow('at most')", 'failed'],
  ['another message', "expect(total).toThrow('at most 5')", "expect(total).toThrow('at most 6')", 'passed'],
])('JavaScript: %s', async (_, before, after, outcome) => {
  expect(await examine(js(before), js(after), { path: 'a.test.js' })).toBe(outcome)
})

test('what a removal takes away is not lost, and what keeps every expectation is not looked at', async () => {
  const other = 'def test_b():\n    assert rate() == 2\n'
  expect(await examine(`${py('assert total() == 3')}${other}`, other, { effect: 'removal' })).toBe('passed')
  expect(await examine(py('assert total() == 3'), py('assert sum_up() == 3'), { effect: 'reach' })).toBe('not_run')
})
