import { describe, expect, test } from 'vitest'
import { canShowAs, kindsOf } from '../../../../../src/engine/diagnosis/intent/reading/kinds-of-change.ts'
import { isBesideBehaviour, titlesOf, withoutPrefix } from '../../../../../src/engine/diagnosis/intent/reading/sentences.ts'

describe('kinds of change', () => {
  test.each([
    ['Support dates as numbers', ['adds']],
    ['ENH: dates as numbers', ['adds']],
    ['Validate the unit', ['refuses']],
    ['Prices must be positive', ['refuses']],
    ['No longer accept negative prices', ['refuses']],
    ['Fix the sum of an empty cart', ['mends']],
    ['BUG: sum of an empty cart', ['mends']],
    ['An empty cart no longer raises', ['mends']],
    ['Sum carts without an error', ['mends']],
    ['Deprecate the old unit', ['warns']],
    ['Drop the old unit', ['removes']],
    ['Round to cents now', ['alters']],
    ['Revert the rounding', ['alters']],
    ['API: sums are decimal', ['alters']],
    ['Add a rounding mode', ['adds']],
    ['Add a rounding mode and return cents', ['adds', 'alters']],
    ['Add validation of units', ['adds', 'refuses']],
    ['Allow wide carts (fixes #12)', ['adds']],
    ['Simplify and fix the sum', []],
    ['Cart for two', []],
    ['Add type hints to carts', []],
  ])('%s', (sentence, kinds) => {
    expect([...kindsOf(sentence)]).toEqual(kinds)
  })

  test.each([
    ['Support dates as numbers', 'accepts', true],
    ['Support dates as numbers', 'refuses', false],
    ['Support dates as numbers', 'differs', false],
    ['Support dates as numbers', 'breaks', false],
    ['Validate the unit', 'refuses', true],
    ['Validate the unit', 'breaks', true],
    ['Validate the unit', 'accepts', false],
    ['Fix the sum', 'breaks', false],
    ['Fix the sum', 'differs', true],
    ['Deprecate the sum', 'warns', true],
    ['Deprecate the sum', 'differs', false],
  ] as const)('%s %s: %s', (sentence, way, can) => {
    expect(canShowAs(sentence, way)).toBe(can)
  })
})

describe('titles', () => {
  test.each([
    ['docs: the sum of a cart', true],
    ['MAINT: carts: use the new sum', true],
    ['Add type annotations to carts', true],
    ['Fix a test', true],
    ['Update the release notes', true],
    ['Add tests and fix the sum', false],
    ['Add docstring support', false],
    ['fix: sum of a cart', false],
    ['Fix typed carts', false],
  ])('%s leaves the behaviour alone: %s', (title, expected) => {
    expect(isBesideBehaviour(title)).toBe(expected)
  })

  test('are first lines, and lose every prefix', () => {
    expect(titlesOf(['One\n\nTwo', '\nThree'])).toEqual(['One', 'Three'])
    expect(withoutPrefix('BUG: shop.cart: sum twice')).toBe('sum twice')
  })
})
