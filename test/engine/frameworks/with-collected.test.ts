import { expect, test } from 'vitest'
import { pytest } from '../../../src/engine/frameworks/pytest.ts'
import { vitest } from '../../../src/engine/frameworks/vitest.ts'
import { withCollected } from '../../../src/engine/frameworks/with-collected.ts'
import { withSettings } from '../../../src/engine/frameworks/with-settings.ts'
import { probedFile, probedTest } from '../../support/probed.ts'

const of = (framework: typeof pytest, path: string) => [framework.isTestFile(path), framework.isEditable(path), framework.isRunnable(path)]

test('what a run collected is a test, whatever its name', () => {
  const run = { tests: [probedTest('shop/fee_checks.py::test_free')], fileOutcomes: [probedFile('shop/other_checks.py')] }
  const known = withCollected(pytest, run)
  for (const path of ['shop/fee_checks.py', 'shop/other_checks.py']) expect(of(known, path)).toEqual([true, true, true])
  expect(of(pytest, 'shop/fee_checks.py')).toEqual([false, false, false])
  expect(of(known, 'shop/fees.py')).toEqual([false, false, false])
})

test('a doctest runs, and its file stays product', () => {
  const run = { tests: [probedTest('shop/fees.py::shop.fees.fee', 'failed', { inProduct: true })], fileOutcomes: [] }
  expect(of(withCollected(pytest, run), 'shop/fees.py')).toEqual([false, false, true])
})

test('settings keep their word', () => {
  const strict = withSettings(pytest, { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: ['shop/**'] })
  const run = { tests: [probedTest('shop/fee_checks.py::test_free')], fileOutcomes: [] }
  expect(of(withCollected(strict, run), 'shop/fee_checks.py')).toEqual([true, false, true])
})

test('a set-up file belongs to the tests, a part of the product that is loaded before them does not', () => {
  const known = withCollected(vitest, { tests: [], fileOutcomes: [], setUp: ['checks/before.ts', 'src/setupTests.ts', 'src/polyfills.ts'] })
  expect(of(known, 'checks/before.ts')).toEqual([true, true, false])
  expect(of(known, 'src/setupTests.ts')).toEqual([true, true, false])
  expect(of(known, 'src/polyfills.ts')).toEqual([false, false, false])
})
