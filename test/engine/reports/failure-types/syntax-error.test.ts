import { describe, expect, test } from 'vitest'
import { readFailure } from '../../../../src/engine/reports/failure-types/index.ts'
import { readsAll } from './table.ts'

describe('syntax_error', () => {
  readsAll('syntax_error', [
    ['SyntaxError', 'invalid syntax (cart.py, line 3)', {}],
    ['IndentationError', "expected an indented block after 'if' statement on line 1 (cart.py, line 2)", {}],
    ['SyntaxError', "Missing parentheses in call to 'print'. Did you mean print(...)? (cart.py, line 1)", {}],
    ['SyntaxError', "Unexpected token '}'", {}],
    ['SyntaxError', 'Cannot use import statement outside a module', {}],
    ['', 'Parse failure: Parse failed with 1 error:\nUnexpected token\n1: const a = ;', {}],
    ['', '  ● Test suite failed to run\n\n    Jest encountered an unexpected token\n', {}],
    ['', "src/cart.ts:3:10 - error TS1005: ';' expected.", {}],
  ])

  test('text that is parsed while a test runs is data, not source', () => {
    for (const message of [
      'No number after minus sign in JSON at position 1 (line 1 column 2)',
      `Unexpected token 'a', "abc" is not valid JSON`,
      'Unexpected end of JSON input',
      'Invalid regular expression: /(/: Unterminated group',
      'Cannot convert a to a BigInt',
    ]) {
      expect(readFailure({ exception: 'SyntaxError', message }).type).toBe('runtime_error')
    }
    const frames = [
      { file: 'tests/test_a.py', line: 3, function: 'test_a' },
      { file: null, line: 1, function: '<module>' },
    ]
    const parsed = { exception: 'SyntaxError', message: 'invalid syntax (<unknown>, line 1)', phase: 'call', frames } as const
    expect(readFailure(parsed).type).toBe('runtime_error')
    expect(readFailure({ ...parsed, phase: 'collect' }).type).toBe('syntax_error')
  })
})
