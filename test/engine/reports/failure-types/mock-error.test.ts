import { describe, expect, test } from 'vitest'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { readsAll } from './table.ts'

describe('mock_error', () => {
  readsAll('mock_error', [
    [
      'AssertionError',
      'expected call not found.\nExpected: send(2)\n  Actual: send(1, b=2)',
      { mockExpected: 'send(2)', mockActual: 'send(1, b=2)' },
    ],
    [
      'AssertionError',
      'expected call not found.\nExpected: send(1)\n  Actual: not called.',
      { mockExpected: 'send(1)', mockActual: 'not called.' },
    ],
    [
      'AssertionError',
      'Calls not found.\nExpected: [call(9)]\n  Actual: [call(1, b=2)]',
      { mockExpected: '[call(9)]', mockActual: '[call(1, b=2)]' },
    ],
    ['AssertionError', "Expected 'send' to have been called.", { mockExpected: 'have been called' }],
    [
      'AssertionError',
      "Expected 'send' to be called once. Called 2 times.\nCalls: [call(1, b=2), call(2)].",
      { mockExpected: 'be called once', mockActual: '2 times' },
    ],
    [
      'AssertionError',
      "Expected 'send' to not have been called. Called 1 times.",
      { mockExpected: 'not have been called', mockActual: '1 times' },
    ],
    ['AssertionError', 'send(9) call not found', { mockExpected: 'send(9)' }],
    ['AssertionError', 'Expected await: mock(1)\nNot awaited', { mockExpected: 'mock(1)', mockActual: 'Not awaited' }],
    [
      'AssertionError',
      'Expected mock to have been awaited once. Awaited 0 times.',
      { mockExpected: 'have been awaited once', mockActual: '0 times' },
    ],
    [
      'AttributeError',
      "<module 'shop.cart' from '/w/shop/cart.py'> does not have the attribute 'total'",
      { missingName: 'total', module: 'shop.cart' },
    ],
    ['AttributeError', "<class 'shop.cart.Cart'> does not have the attribute 'total'", { missingName: 'total', owner: 'Cart' }],
    ['AttributeError', "Mock object has no attribute 'total'", { missingName: 'total', owner: 'Mock' }],
    [
      'AttributeError',
      "'asert_called' is not a valid assertion. Use a spec for the mock if 'asert_called' is meant to be an attribute.",
      {},
    ],
    [
      '',
      'Error: expect(jest.fn()).toHaveBeenCalledTimes(expected)\n\nExpected number of calls: 1\nReceived number of calls: 2',
      { mockExpected: '1', mockActual: '2' },
    ],
    [
      '',
      'Error: expect(send).toHaveBeenCalledWith(...expected)\n\nExpected: 2\nReceived\n       1: 1, "x"\n       2: 3\n\nNumber of calls: 2',
      { mockExpected: '2', mockActual: '1: 1, "x"\n       2: 3' },
    ],
    ['Error', 'Property `total` does not exist in the provided object', { missingName: 'total' }],
    [
      'Error',
      "Cannot spy on the `total` property because it is not a function; number given instead. If you are trying to mock a property, use `jest.replaceProperty(object, 'total', value)` instead.",
      { missingName: 'total' },
    ],
    ['Error', 'Cannot spy the total property because it is not a function; undefined given instead', { missingName: 'total' }],
    [
      'AssertionError',
      'expected "vi.fn()" to be called with arguments: [ 2 ]\n\nReceived:\n\n  1st vi.fn() call:',
      { mockExpected: 'be called with arguments: [ 2 ]' },
    ],
    [
      'AssertionError',
      'expected "spy" to be called 1 times, but got 2 times',
      { mockExpected: 'be called 1 times', mockActual: '2 times' },
    ],
    ['AssertionError', 'expected 1st "send" call to have been called with [ 2 ]', { mockExpected: 'have been called with [ 2 ]' }],
    ['TypeError', '3 is not a spy or a call to a spy!', {}],
    ['Error', 'The property "total" is not defined on the object.', { missingName: 'total' }],
    ['Error', 'vi.spyOn() can only spy on a function. Received number.', {}],
    [
      'Error',
      '[vitest] No "total" export is defined on the "./cart.ts" mock. Did you forget to return it from "vi.mock"?',
      { missingName: 'total', module: './cart.ts' },
    ],
    ['AssertError', 'expected send to be called once but was called twice', { mockExpected: 'be called once', mockActual: 'called twice' }],
    ['TypeError', 'Attempted to wrap undefined property total as function', { missingName: 'total' }],
    ['TypeError', 'Cannot stub non-existent property total', { missingName: 'total' }],
    ['org.mockito.exceptions.verification.WantedButNotInvoked', 'Wanted but not invoked:', {}],
  ])

  test("a probe's calls decide and go before the words", () => {
    const calls = { literal: null, text: '[(1), (2)]', type: 'calls' }
    const failure = { exception: 'AssertionError', message: 'send', expected: { ...calls, text: '[(3)]' }, actual: calls }
    expect(readFailure(failure)).toMatchObject({ type: 'mock_error', mockExpected: '[(3)]', mockActual: '[(1), (2)]' })
  })

  test('a source line that speaks of mocks, below the message, decides nothing', () => {
    const message =
      'expect(received).toBe(expected)\n\nExpected: 2\nReceived: 1\n\n      4 | it("x", () => {\n      5 |   const send = jest.fn()'
    expect(readFailure({ exception: 'AssertionError', message }).type).toBe('assertion_failed')
  })
})
