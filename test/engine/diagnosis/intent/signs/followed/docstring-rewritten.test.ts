import { expect, test } from 'vitest'
import type { SmallCase } from '../../../../../support/diagnosis-case.ts'
import { signOf } from '../../../../../support/signs-of.ts'

const TEST = { 'tests/test_shop.py': 'from shop.fee import fee\n\n\ndef test_fee():\n    assert fee(7) == 12\n' }
const fee = (docstring: string, body: string, other = 'Nothing.') => ({
  'shop/fee.py': `def fee(weight):\n    """${docstring}"""\n    base = weight\n    ${body}\n\n\ndef other():\n    """${other}"""\n`,
})
const edit = (before: SmallCase['base'], after: SmallCase['base']): SmallCase => ({
  base: { ...TEST, ...before },
  head: { ...TEST, ...after },
  testId: 'tests/test_shop.py::test_fee',
  line: 5,
  expected: '12',
  actual: '13',
})
const OLD = fee('What a parcel costs.', 'return base + 5')

test.each([
  ['its own docstring', edit(OLD, fee('What a parcel costs, wrapped.', 'return base + wrapping()')), true, 1.2],
  [
    'a directive',
    edit(OLD, fee('What a parcel costs.\n\n    .. versionchanged:: 2.1\n       Wrapping is included.\n    ', 'return base + wrapping()')),
    true,
    2.4,
  ],
  ['the docstring of another function', edit(OLD, fee('What a parcel costs.', 'return base + wrapping()', 'Something.')), false, 1.2],
  ['a comment', edit(OLD, fee('What a parcel costs.', '# wrapped\n    return base + wrapping()')), false, 1.2],
])('%s', async (_, small, seen, weight) => {
  const line = small.head['shop/fee.py']?.split('\n').findIndex((text) => text.includes('wrapping()')) ?? 0
  const at = small.head['shop/fee.py']?.includes('# wrapped') === true ? line : line + 1
  expect(await signOf('docstring-rewritten', small, at)).toMatchObject({ seen, weight })
})
