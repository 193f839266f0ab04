import { describe, expect, it } from 'vitest'
import { failureTypeOf } from '../../../../src/engine/reports/failure-types/index.ts'

describe('failureTypeOf', () => {
  it.each([
    ["SyntaxError: Unexpected token '}'", 'syntax_error'],
    ['IndentationError: unexpected indent', 'syntax_error'],
    ["ModuleNotFoundError: No module named 'cart'", 'import_error'],
    ["ImportError: cannot import name 'total' from 'cart' (/app/cart.py)", 'import_error'],
    ["Error: Cannot find module './cart' from 'cart.test.js'", 'import_error'],
    ['java.lang.NoClassDefFoundError: com/example/Cart', 'import_error'],
    ["AttributeError: 'Cart' object has no attribute 'total'", 'attribute_error'],
    ['TypeError: cart.total is not a function', 'attribute_error'],
    ["TypeError: Cannot read properties of undefined (reading 'price')", 'attribute_error'],
    ['ReferenceError: total is not defined', 'attribute_error'],
    ['AssertionError: assert 3 == 4', 'assertion_failed'],
    ['expect(received).toBe(expected) // Object.is equality\n\nExpected: 4\nReceived: 3', 'assertion_failed'],
    ['org.opentest4j.AssertionFailedError: expected: <4> but was: <3>', 'assertion_failed'],
    ["AssertionError: expected 'TypeError' to equal 'KeyError'", 'assertion_failed'],
    ['Failed: DID NOT RAISE <class ValueError>', 'assertion_failed'],
    ['Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called', 'timeout'],
    ['thrown: "Exceeded timeout of 5000 ms for a test."', 'timeout'],
    ['org.junit.runners.model.TestTimedOutException: test timed out after 5 seconds', 'timeout'],
    ["AssertionError: Expected 'send' to be called once. Called 2 times.", 'mock_error'],
    ['expect(jest.fn()).toHaveBeenCalledWith(...expected)', 'mock_error'],
    ['AssertionError: expected "vi.fn()" to be called with arguments: [ 2 ]', 'mock_error'],
    ['org.mockito.exceptions.verification.WantedButNotInvoked: Wanted but not invoked:', 'mock_error'],
    ["TypeError: total() got an unexpected keyword argument 'rate'", 'type_error'],
    ['java.lang.ClassCastException: class A cannot be cast to class B', 'type_error'],
    ["KeyError: 'price'", 'key_error'],
    ['ConnectionError: refused', 'runtime_error'],
    ['java.lang.IllegalStateException: closed', 'runtime_error'],
    ['Error: connection refused', 'runtime_error'],
  ])('reads %j as %s', (message, type) => {
    expect(failureTypeOf(message)).toBe(type)
  })

  it('believes the class that a report names apart from the message', () => {
    expect(failureTypeOf('price', 'java.util.NoSuchElementException')).toBe('runtime_error')
    expect(failureTypeOf('3 is not 4', 'org.junit.ComparisonFailure')).toBe('assertion_failed')
  })
})
