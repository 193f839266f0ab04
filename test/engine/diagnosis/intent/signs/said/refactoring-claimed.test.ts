import { expect, test } from 'vitest'
import type { SmallCase } from '../../../../../support/diagnosis-case.ts'
import { signOf } from '../../../../../support/signs-of.ts'

const TEST = { 'tests/test_shop.py': "from shop.kinds import kinds\n\n\ndef test_kinds():\n    assert kinds() == ['book']\n" }
const kinds = (list: string) => ({ 'shop/kinds.py': `def kinds():\n    return ${list}\n` })
const saying = (message: string): SmallCase => ({
  base: { ...TEST, ...kinds("['book']") },
  head: { ...TEST, ...kinds("['book', 'voucher']") },
  messages: [message],
  testId: 'tests/test_shop.py::test_kinds',
  line: 5,
  expected: "['book']",
  actual: "['book', 'voucher']",
})

test.each([
  ['Refactor the kinds', true],
  ['perf: faster kinds', true],
  ['Refactor the kinds\n\nAdd the kind voucher.', false],
  ['Clean up kinds and more\n\nThe list has voucher as well now.', false],
  ['Refactor the kinds\n\nAdd the kind voucher. No change of behaviour.', true],
  ['Refactor the kinds\n\nAdd more comments.', true],
  ['Revert "Refactor the kinds"\n\nThis reverts commit 0123456789.', false],
])('%s', async (message, seen) => {
  expect((await signOf('refactoring-claimed', saying(message))).seen).toBe(seen)
})

test('a revert says so itself', async () => {
  expect((await signOf('revert-declared', saying('Revert "Refactor the kinds"'))).seen).toBe(true)
  expect((await signOf('revert-declared', saying('Kinds\n\nThis reverts commit 0123456789.'))).seen).toBe(true)
  expect((await signOf('revert-declared', saying('Say when a sale was reverted'))).seen).toBe(false)
})
