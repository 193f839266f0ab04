import { describe, expect, test } from 'vitest'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { readsAll } from './table.ts'

describe('assertion_failed', () => {
  readsAll('assertion_failed', [
    ['AssertionError', 'assert 3 == 4', { actual: '3', expected: '4' }],
    ['AssertionError', "assert 'a' in 'bcd'", {}],
    ['AssertionError', 'totals differ\nassert 1 == 2', { actual: '1', expected: '2' }],
    ['AssertionError', 'assert not [] == []', {}],
    ['Failed', "DID NOT RAISE <class 'ValueError'>", { expected: 'ValueError' }],
    ['Failed', "DID NOT WARN. No warnings of type (<class 'DeprecationWarning'>,) were emitted.", { expected: 'DeprecationWarning' }],
    ['Failed', 'too bad', {}],
    ['AssertionError', "Regex pattern did not match.\n Regex: 'abc'\n Input: 'xyz'", { expected: "'abc'", actual: "'xyz'" }],
    ['AssertionError', '1 != 2', { actual: '1', expected: '2' }],
    ['AssertionError', '1.0 != 2.0 within 7 places (1.0 difference)', { actual: '1.0', expected: '2.0' }],
    ['AssertionError', '1 not found in [2]', { expected: '1', actual: '[2]' }],
    ['AssertionError', 'ValueError not raised', { expected: 'ValueError' }],
    ['', 'Error: expect(received).toBe(expected) // Object.is equality\n\nExpected: 2\nReceived: 1', { expected: '2', actual: '1' }],
    [
      '',
      'Error: expect(received).toEqual(expected) // deep equality\n\n- Expected  - 1\n+ Received  + 1\n\n  Object {\n-   "a": 2,\n+   "a": 1,\n    "b": 3,\n  }',
      { expected: '"a": 2,', actual: '"a": 1,' },
    ],
    [
      '',
      'expect(received).toThrow(expected)\n\nExpected constructor: RangeError\nReceived constructor: Error\n\nReceived message: "y"',
      { expected: 'RangeError', actual: 'Error' },
    ],
    ['', 'expect(received).toThrow(expected)\n\nExpected substring: "x"\n\nReceived function did not throw', { expected: '"x"' }],
    [
      '',
      'Error: expect(received).toMatchInlineSnapshot(snapshot)\n\nSnapshot name: `u 1`\n\nSnapshot: "b"\nReceived: "a"',
      { expected: '"b"', actual: '"a"' },
    ],
    ['AssertionError', 'expected 1 to be 2 // Object.is equality', { actual: '1', expected: '2' }],
    ['AssertionError', 'expected { a: 1 } to deeply equal { a: 2 }', { actual: '{ a: 1 }', expected: '{ a: 2 }' }],
    ['AssertionError', 'expected 1 not to be 1 // Object.is equality', {}],
    ['AssertionError', "expected [Function] to throw error including 'x' but got 'y'", { expected: "'x'", actual: "'y'" }],
    ['Error', 'promise resolved "1" instead of rejecting', { expected: 'rejecting', actual: 'resolved "1"' }],
    ['Error', 'Snapshot `u 1` mismatched', {}],
    ['AssertionError', 'Expected values to be strictly equal:\n\n1 !== 2\n', { actual: '1', expected: '2' }],
    ['AssertionError', 'Missing expected exception.', {}],
    ['org.opentest4j.AssertionFailedError', 'expected: <4> but was: <3>', { expected: '4', actual: '3' }],
    ['org.junit.ComparisonFailure', 'expected:<[a]> but was:<[b]>', { expected: '[a]', actual: '[b]' }],
    ['java.lang.AssertionError', 'Expected: is <4>\n     but: was <3>', { expected: 'is <4>', actual: '<3>' }],
    ['AssertionError', 'assert "x is not defined" == out', { actual: '"x is not defined"', expected: 'out', missingName: 'x' }],
  ])

  test("a probe's values go before those that the message shows", () => {
    const value = (text: string) => ({ literal: text, text, type: 'str' })
    const failure = {
      exception: 'AssertionError',
      message: "assert 'aaa...' == 'aab...'",
      expected: value("'aab and the rest'"),
      actual: value("'aaa and the rest'"),
    }
    expect(readFailure(failure)).toMatchObject({ type: 'assertion_failed', expected: "'aab and the rest'", actual: "'aaa and the rest'" })
  })

  test('the frame says whose code failed', () => {
    const frames = [
      { file: 'tests/test_a.py', line: 3, function: 'test_a' },
      { file: 'shop/cart.py', line: 8, function: 'total' },
      { file: null, line: 9, function: 'loads' },
    ]
    const { frame } = readFailure({ exception: 'ValueError', message: 'x', frames }, (path) => path.startsWith('tests/'))
    expect(frame).toEqual({ file: 'shop/cart.py', line: 8, function: 'total', origin: 'product' })
  })
})
