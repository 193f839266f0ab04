import { expect, test } from 'vitest'
import type { SmallCase } from '../../../../support/diagnosis-case.ts'
import { signOf } from '../../../../support/signs-of.ts'

const TEST = "from shop.days import day\n\n\ndef test_day():\n    assert day('1.2.2020') == 1\n"
const days = (formats: string, refuses = 'raise ValueError(text)') =>
  `FORMATS = ${formats}\n\n\ndef day(text):\n    if text in FORMATS:\n        return 1\n    ${refuses}\n`
const edit = (before: string, after: string): SmallCase => ({
  base: { 'tests/test_shop.py': TEST, 'shop/days.py': before },
  head: { 'tests/test_shop.py': TEST, 'shop/days.py': after },
  messages: ['Fewer formats'],
  testId: 'tests/test_shop.py::test_day',
  line: 5,
  failure: {
    exception: 'ValueError',
    message: '1.2.2020',
    expected: null,
    actual: null,
    frames: [{ file: 'shop/days.py', line: 7, function: 'day' }],
  },
})

test.each([
  ['an entry less', edit(days("('a', 'b', 'c')"), days("('a', 'c')")), false, false],
  ['the last entry less', edit(days("('a', 'b')"), days("('a',)")), false, false],
  ['another entry', edit(days("('a', 'b')"), days("('a', 'd')")), true, false],
  ['a name less', edit(days("('a', OLD, 'b')"), days("('a', 'b')")), true, true],
  ['an entry less, and an accident', edit(days("('a', 'b')", 'return MORE[text]'), days("('a',)", 'return MORE[text]')), true, false],
])('%s', async (_, small, isRaised, isLogic) => {
  expect((await signOf('raised-in-product', small)).seen).toBe(isRaised)
  expect((await signOf('logic-edit', small)).seen).toBe(isLogic)
})
