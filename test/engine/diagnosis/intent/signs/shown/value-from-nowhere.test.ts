import { expect, test } from 'vitest'
import type { SmallCase } from '../../../../../support/diagnosis-case.ts'
import { signOf } from '../../../../../support/signs-of.ts'

const TEST = { 'tests/test_shop.py': 'from shop.fee import fee\n\n\ndef test_fee():\n    assert fee(7, 2) == 12\n' }
const edit = (before: string, after: string, more: Partial<SmallCase> = {}): SmallCase => ({
  base: { ...TEST, 'shop/fee.py': `def fee(weight, zone):\n    return ${before}\n` },
  head: { ...TEST, 'shop/fee.py': `def fee(weight, zone):\n    return ${after}\n` },
  messages: ['Update fee'],
  testId: 'tests/test_shop.py::test_fee',
  line: 5,
  expected: '12',
  actual: '13',
  ...more,
})

test.each([
  ['another comparison', edit('5 if weight > zone else 7', '5 if weight >= zone else 7'), true],
  ['another operator', edit('weight + zone * 5', 'weight - zone * 5'), true],
  ['the other way round', edit('rate(weight, zone)', 'rate(zone, weight)'), true],
  ['a negation', edit('5 if weight else 7', '5 if not weight else 7'), true],
  ['another literal', edit('weight + 5', 'weight + 6'), false],
  ['another name', edit('weight + 5', 'zone + 5'), false],
  ['something more', edit('weight + 5', 'weight + 5 + zone'), false],
  ['something less', edit('weight + 5 + zone', 'weight + 5'), false],
  ['brackets alone', edit('weight, zone', '(weight, zone,)'), false],
  ['told of', edit('5 if weight > zone else 7', '5 if weight >= zone else 7', { messages: ['Fix fee: include the zone itself'] }), false],
  ['no two values', edit('weight + zone', 'weight - zone', { failure: { expected: null, actual: null } }), null],
])('%s', async (_, small, seen) => {
  expect((await signOf('value-from-nowhere', small)).seen).toBe(seen)
})

test('the order of a signature is a contract', async () => {
  const head = { ...TEST, 'shop/fee.py': 'def fee(zone, weight):\n    return weight + 5\n' }
  const small = { ...edit('weight + 5', 'weight + 5'), head }
  expect((await signOf('value-from-nowhere', small)).seen).toBe(false)
})
