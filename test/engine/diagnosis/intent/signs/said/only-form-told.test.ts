import { expect, test } from 'vitest'
import type { SmallCase } from '../../../../../support/diagnosis-case.ts'
import { signOf } from '../../../../../support/signs-of.ts'

const TEST = { 'tests/test_shop.py': 'from shop.fee import fee\n\n\ndef test_fee():\n    assert fee(7) == 12\n' }
const fee = (amount: number) => ({ 'shop/fee.py': `def fee(weight):\n    return weight + ${amount}\n` })
const saying = (...messages: readonly string[]): SmallCase => ({
  base: { ...TEST, ...fee(5) },
  head: { ...TEST, ...fee(6) },
  messages,
  testId: 'tests/test_shop.py::test_fee',
  line: 5,
  expected: '12',
  actual: '13',
})

test.each([
  ['Rename cost to fee', true],
  ['shop: fee is charge\n\nShorter name, and no private methods.', true],
  ['Use a plain loop in fee', true],
  ['Remove a needless await', true],
  ['store: insert in place\n\nSorting showed up in profiles. Order stays: weight, then arrival.', true],
  ['Rename cost to fee\n\nWeights are rounded up now.', false],
  ['Move fee to its own module\n\nFees from 5 to 6.', false],
  ['Rename cost to fee; charge more for heavy parcels', false],
  ['Charge more', false],
])('%s', async (message, seen) => {
  expect((await signOf('only-form-told', saying(message))).seen).toBe(seen)
})

test('a claim that nothing changes is one sign, not two', async () => {
  const small = saying('refactor: Rename cost to fee')
  expect((await signOf('refactoring-claimed', small)).seen).toBe(true)
  expect((await signOf('only-form-told', small)).seen).toBe(false)
})

test('one commit that only renames says nothing of another that does not', async () => {
  expect((await signOf('only-form-told', saying('Rename cost to fee', 'Charge more'))).seen).toBe(false)
  expect((await signOf('only-form-told', saying())).seen).toBeNull()
})
