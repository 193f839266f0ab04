import { expect, test } from 'vitest'
import { climb } from '../../../../../../src/engine/diagnosis/index.ts'
import { diagnosisCase, type SmallCase } from '../../../../../support/diagnosis-case.ts'

const TEST = "from shop.greet import greet\n\n\ndef test_greets():\n    assert greet('Bob', []) == 'Hello Bob'\n"
const before = "def greet(name, on_startup=None):\n    return f'Hello {name}'\n"
const warn = (text: string) => `    warnings.warn(\n        "${text}",\n        DeprecationWarning,\n    )\n`
const TEXT = 'The on_startup parameter is deprecated, it will go with version 2. Give a lifespan instead.'
const SHOP: SmallCase = {
  base: { 'tests/test_shop.py': TEST, 'shop/greet.py': before },
  head: { 'tests/test_shop.py': TEST, 'shop/greet.py': before.replace('    return', `${warn(TEXT)}    return`) },
  testId: 'tests/test_shop.py::test_greets',
  line: 4,
  failure: {
    exception: 'DeprecationWarning',
    message: TEXT,
    expected: null,
    actual: null,
    frames: [{ file: 'shop/greet.py', line: 2, function: 'greet' }],
  },
}

test('a new warning of deprecation makes the test out of date', async () => {
  const { verdict, confidence, rootCause } = await climb(await diagnosisCase(SHOP))
  expect(verdict).toBe('obsolete_test')
  expect(confidence).toBeGreaterThanOrEqual(0.95)
  expect(rootCause).toContain('deprecation declared')
})

test('a warning that stood there and is reached now is none', async () => {
  const guarded = (condition: string) =>
    before.replace('    return', `    if ${condition}:\n    ${warn(TEXT).replaceAll('\n', '\n    ')}return`)
  const small = {
    ...SHOP,
    base: { ...SHOP.base, 'shop/greet.py': guarded('on_startup') },
    head: { ...SHOP.head, 'shop/greet.py': guarded('not on_startup') },
  }
  expect((await climb(await diagnosisCase(small))).verdict).toBe('product_regression')
})
