import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { updateMock } from '../../../../src/engine/repair/strategies/update-mock.ts'
import type { ProbedFailure } from '../../../../src/model/runs/test-run.ts'
import { repairContext } from '../../../support/repair.ts'

/** The statement after the proposed edit, for calls as a probe tells them; why there is none otherwise. */
async function proposed(kind: 'py' | 'ts', statement: string, expected: string | null, actual: string): Promise<string> {
  const [path, head, foot] =
    kind === 'py'
      ? ['tests/test_a.py', 'from unittest.mock import call\n\n\ndef test_a(m):\n    ', '\n']
      : ['test/a.test.ts', "test('a', () => {\n  ", '\n})\n']
  const text = `${head}${statement}${foot}`
  const product = kind === 'py' ? 'shop.py' : 'src/shop.ts'
  const context = await repairContext({ [product]: 'x = 3\n' }, { [product]: 'x = 4\n' }, { [path]: text })
  const value = (written: string) => ({ literal: null, expression: written, text: written, type: 'calls' })
  const failure: ProbedFailure = {
    ...{ phase: 'call', exception: 'AssertionError', message: '', stack: '' },
    frames: [{ file: path, line: head.split('\n').length, function: 'a' }],
    ...{ expected: expected === null ? null : value(expected), actual: value(actual) },
  }
  const [found] = updateMock.propose({ ...context, failure, failures: [failure] })
  if (found === undefined) return 'nothing'
  if (found.kind === 'declined') return `declined: ${found.reason.code} ${Object.values(found.reason.parts).join(' ')}`.trim()
  expect(found.edits.every(({ effect }) => effect === 'expectation')).toBe(true)
  return applyEdits(text, found.edits).slice(head.length, -foot.length)
}

describe('the expected call of a Python mock', () => {
  test.each([
    ['m.assert_called_with(1, x="a")', 'call(1, x="a")', '[call(1, x="b")]', 'm.assert_called_with(1, x="b")'],
    ['m.send.assert_called_once_with("a", 2)', 'call("a", 2)', '[call("a", 3)]', 'm.send.assert_called_once_with("a", 3)'],
    ['m.assert_called_once_with("a")', 'call("a")', '[call("a", timeout=5)]', 'm.assert_called_once_with("a", timeout=5)'],
    ['m.assert_called_once_with("a", timeout=5)', 'call("a", timeout=5)', '[call("a")]', 'm.assert_called_once_with("a")'],
    ['m.assert_called_once_with("a", 5)', 'call("a", 5)', '[call("a", timeout=5)]', 'm.assert_called_once_with("a", timeout=5)'],
    ['m.assert_called_once_with()', 'call()', '[call("a")]', "m.assert_called_once_with('a')"],
    ['m.assert_any_call("abc")', 'call("abc")', '[call("xyz", 1), call("abd")]', 'm.assert_any_call("abd")'],
    ['m.assert_called_with("abc")', 'call("abc")', '[call("abx"), call("xyz")]', 'm.assert_called_with("xyz")'],
    ['m.assert_has_calls([call(1), call(2)])', '[call(1), call(2)]', '[call(1), call(3)]', 'm.assert_has_calls([call(1), call(3)])'],
    ['assert m.call_args == call(1)', 'call(1)', 'call(2)', 'assert m.call_args == call(2)'],
    ['assert m.call_args_list == [call(1)]', '[call(1)]', '[call(1), call(2)]', 'assert m.call_args_list == [call(1), call(2)]'],
    [
      'assert m.calls == [call([x], n=PIPE)]',
      '[call([1], n=2)]',
      '[call([1], check=False, n=2)]',
      'assert m.calls == [call([x], n=PIPE, check=False)]',
    ],
    ['assert m.call_count == 2', '2', '3', 'assert m.call_count == 3'],
  ])('%s', async (statement, expected, actual, now) => {
    expect(await proposed('py', statement, expected, actual)).toBe(now)
  })

  test.each([
    ['is not followed where nothing is called any more', 'm.assert_called_once_with(1)', 'call(1)', '[]', 'call-not-followed not-called'],
    ['nor by its count', 'assert m.call_count == 1', '1', '0', 'call-not-followed not-called'],
    [
      'nor where arguments are swapped',
      'm.assert_called_with("a", "b")',
      'call("a", "b")',
      '[call("b", "a")]',
      'call-not-followed exchanged',
    ],
    ['nor where a value is lost', 'm.assert_called_with("a", 1)', 'call("a", 1)', '[call("a", None)]', 'value-not-usable None'],
    [
      'nor where it is called twice',
      'm.assert_called_once_with("a")',
      'call("a")',
      '[call("a"), call("a")]',
      'expected-not-edited no-counterpart',
    ],
    ['nor without a number', 'm.assert_called_once()', null, '[call("a"), call("a")]', 'call-not-followed number'],
    ['nor of a computed value', 'm.assert_called_with(1 + 1)', 'call(2)', '[call(3)]', 'expected-not-edited not-literal'],
  ])('%s', async (_, statement, expected, actual, why) => {
    expect(await proposed('py', statement, expected, actual)).toBe(`declined: ${why}`)
  })
})

describe('a call that the real thing does not take', () => {
  const head = 'from unittest.mock import Mock, patch\nfrom shop import Gate\n\n\ndef test_a():\n'
  const product = 'class Gate:\n    def open(self, key, *, slowly=False):\n        return key\n\n\ndef ring(times):\n    return times\n'
  const offered = async (lines: string, expected: string, actual: string): Promise<string> => {
    const text = head + lines
    const context = await repairContext({ 'shop.py': product }, { 'shop.py': `${product}\n` }, { 'tests/test_a.py': text })
    const value = (expression: string) => ({ literal: null, expression, text: expression, type: 'calls' })
    const failure: ProbedFailure = {
      ...{ phase: 'call', exception: 'AssertionError', message: '', stack: '', expected: value(expected), actual: value(actual) },
      frames: [{ file: 'tests/test_a.py', line: text.trimEnd().split('\n').length, function: 'test_a' }],
    }
    const [found] = updateMock.propose({ ...context, failure, failures: [failure] })
    return found?.kind === 'declined' ? Object.values(found.reason.parts).join() : (found?.kind ?? 'nothing')
  }
  const spec = '    gate = Mock(spec=Gate)\n    gate.open.assert_called_with("a")\n'
  const patched = '    bell = patch("shop.ring").start()\n    bell.assert_called_with(1)\n'

  test.each([
    ['is followed where it is taken', spec, 'call("a")', '[call("a", slowly=True)]', 'edits'],
    ['is not followed with a keyword that is misspelled', spec, 'call("a")', '[call("a", slowyl=True)]', 'not-taken'],
    ['is not followed without what is required', spec, 'call("a")', '[call(slowly=True)]', 'not-taken'],
    ['is followed where a patch replaces it', patched, 'call(1)', '[call(2)]', 'edits'],
    ['is not followed with one argument too many', patched, 'call(1)', '[call(1, 2)]', 'not-taken'],
  ])('%s', async (_, lines, expected, actual, outcome) => {
    expect(await offered(lines, expected, actual)).toBe(outcome)
  })
})

describe('the expected call of a mock of Jest and Vitest', () => {
  test.each([
    [
      "expect(m).toHaveBeenCalledWith('a', { b: 1 })",
      '[["a", { b: 1 }]]',
      '[["a", { b: 2, c: "x" }]]',
      "expect(m).toHaveBeenCalledWith('a', { b: 2, c: 'x' })",
    ],
    ["expect(m).toHaveBeenCalledWith('a')", '[["a"]]', '[["a", { retry: true }]]', "expect(m).toHaveBeenCalledWith('a', { retry: true })"],
    ["expect(m).toHaveBeenCalledWith('a', 5)", '[["a", 5]]', '[["a"]]', "expect(m).toHaveBeenCalledWith('a')"],
    ['expect(m).toHaveBeenNthCalledWith(2, 7)', '[[2, 7]]', '[[1], [8]]', 'expect(m).toHaveBeenNthCalledWith(2, 8)'],
    ["expect(m).toHaveBeenLastCalledWith('a')", '[["a"]]', '[["a"], ["b"]]', "expect(m).toHaveBeenLastCalledWith('b')"],
    ['expect(m).toHaveBeenCalledTimes(3)', '3', '5', 'expect(m).toHaveBeenCalledTimes(5)'],
    ["expect(m.mock.calls[0][0]).toBe('a')", '"a"', '"b"', "expect(m.mock.calls[0][0]).toBe('b')"],
  ])('%s', async (statement, expected, actual, now) => {
    expect(await proposed('ts', statement, expected, actual)).toBe(now)
  })

  test.each([
    ['is not followed where nothing is called any more', 'expect(m).toHaveBeenCalledTimes(1)', '1', '0', 'call-not-followed not-called'],
    ['nor by its arguments', "expect(m).toHaveBeenCalledWith('a')", '[["a"]]', '[]', 'call-not-followed not-called'],
    [
      'nor where values are swapped',
      "expect(m).toHaveBeenCalledWith({ a: 'x', b: 'y' })",
      '[[{ a: "x", b: "y" }]]',
      '[[{ a: "y", b: "x" }]]',
      'call-not-followed exchanged',
    ],
    ['nor where a value is lost', "expect(m).toHaveBeenCalledWith('a')", '[["a"]]', '[[undefined]]', 'value-not-usable undefined'],
  ])('%s', async (_, statement, expected, actual, why) => {
    expect(await proposed('ts', statement, expected, actual)).toBe(`declined: ${why}`)
  })
})
