import { expect, test } from 'vitest'
import { oldModuleInStrings } from '../../../src/engine/conclusion/old-module-in-strings.ts'
import { repairContext } from '../../support/repair.ts'

test.each([
  ['a logger of that name', 'logger="shop.cart"', 4],
  ['one below it', 'logger="shop.cart.audit"', 4],
  ['another one', 'logger="shop.cartons"', null],
])('%s', async (_, words, line) => {
  const text = 'def total(lines):\n    return sum(lines)\n'
  const tests = {
    'tests/test_a.py': `from shop.cart import total\n\ndef test_a(caplog):\n    with caplog.at_level(1, ${words}):\n        total([])\n`,
  }
  const { changes, trees } = await repairContext(
    { 'shop/__init__.py': '', 'shop/cart.py': text },
    { 'shop/__init__.py': '', 'shop/basket.py': text },
    tests,
  )
  const edits = [
    { file: 'tests/test_a.py', range: { start: 5, end: 14 }, replacement: 'shop.basket', effect: 'reach' as const, causes: [] },
  ]
  expect(oldModuleInStrings('tests/test_a.py', changes, edits, trees)).toEqual(line === null ? null : { file: 'tests/test_a.py', line })
})
