import { describe, expect, test } from 'vitest'
import { isDirected, statesChange, statesReplacement } from '../../../../../src/engine/diagnosis/intent/reading/statements.ts'
import type { ContractChange } from '../../../../../src/model/contract-change.ts'

const change = (kind: ContractChange['kind'], before: string, after: string, symbol = 'load'): ContractChange => ({
  kind,
  symbol,
  before,
  after,
  file: 'shop/load.py',
  oldFile: 'shop/load.py',
  line: 1,
  newSymbol: symbol.split('.').at(-1) ?? symbol,
  oldParameters: [],
  newParameters: [],
  similarity: 1,
})
const awaited = change('became_async', 'load(key)', 'async load(key)')
const fallback = change('default_changed', 'size=4', 'size=10')
const separator = change('default_changed', "sep=' '", "sep='-'")
const raised = change('exception_replaced', 'KeyError', 'errors.LookupFailed', 'Store.load')
const shape = change('result_changed', '2 values', '{first, second}')

describe('a sentence states a change', () => {
  test.each([
    [awaited, '`load()` is asynchronous', true],
    [awaited, 'refactor: make load async', true],
    [awaited, 'load returns a promise', true],
    [awaited, '`load()` is no longer asynchronous', false],
    [awaited, 'load must not be async', false],
    [awaited, '`store()` is asynchronous', false],
    [awaited, 'Change `load`', false],
    [fallback, 'the default of `size` of `load()` is `10` instead of `4`', true],
    [fallback, 'load takes size=10 by default', true],
    [fallback, 'size is 10 instead of 4', true],
    [fallback, 'the default of `size` of `load()` is `4` instead of `10`', false],
    [fallback, 'size goes from 10 to 4', false],
    [fallback, 'Change the size of load', false],
    [fallback, 'load ten, 10 at once', false],
    [separator, "The default of `sep` of `load()` is `'-'` instead of `' '`", true],
    [separator, 'The default of `sep` of `load()` changed', false],
    [raised, '`load()` raises `LookupFailed` instead of `KeyError`', true],
    [raised, 'Throw LookupFailed instead of KeyError', true],
    [raised, 'load raises LookupFailed', true],
    [raised, 'Throw LookupFailed', false],
    [raised, '`load()` raises `KeyError` instead of `LookupFailed`', false],
    [shape, '`load()` gives an object with `first` and `second` instead of an array', true],
    [shape, '`load()` returns a record', true],
    [shape, '`load()` returns more', false],
    [change('literal_replaced', '4', '5'), '4 in load is now 5', false],
  ])('%#: %s', (one, sentence, expected) => {
    expect(statesChange(sentence, one)).toBe(expected)
  })

  test('a constructor goes by its class', () => {
    const made = change('default_changed', 'size=4', 'size=10', 'Store.__init__')
    expect(statesChange('Store takes a size of 10', made)).toBe(true)
  })

  test.each([
    [{ kind: 'string', before: 'must be set', after: 'has to be set' }, '`load()` says "has to be set" instead of "must be set"', true],
    [{ kind: 'string', before: 'must be set', after: 'has to be set' }, 'load says "has to be set"', true],
    [{ kind: 'string', before: 'must be set', after: 'has to be set' }, 'load says more', false],
    [{ kind: 'number', before: '19', after: '21' }, 'load for 21 people', false],
    [{ kind: 'number', before: '19', after: '21' }, 'The rate is 21, it was 19', true],
    [{ kind: 'number', before: '0', after: '1' }, 'load gives 1 instead of 0', false],
    [{ kind: 'shape', before: 'tuple', after: 'list' }, '`load()` gives a list instead of a tuple', true],
    [{ kind: 'shape', before: 'list', after: 'tuple' }, '`load()` gives a list instead of a tuple', false],
  ] as const)('of a value, %#: %s', (replaced, sentence, expected) => {
    expect(statesReplacement(sentence, replaced, ['load'])).toBe(expected)
  })
})

test.each([
  ['b instead of a', true],
  ['a instead of b', false],
  ['from a to b', true],
  ['from b to a', false],
  ['a and b', true],
  ['b', true],
])('which is which: %s', (sentence, expected) => {
  expect(isDirected(sentence, 'a', 'b')).toBe(expected)
})
