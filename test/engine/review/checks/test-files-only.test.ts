import { expect, test } from 'vitest'
import { testFilesOnly } from '../../../../src/engine/review/checks/test-files-only.ts'
import type { FrameworkName } from '../../../../src/model/framework-name.ts'
import { examineTexts } from '../../../support/review-case.ts'

const judge = (framework: FrameworkName, ...paths: readonly string[]) =>
  examineTexts(testFilesOnly, { base: {}, head: {}, edited: Object.fromEntries(paths.map((path) => [path, ''])), framework })

test.each<[FrameworkName, string]>([
  ['pytest', 'tests/test_cart.py'],
  ['pytest', 'src/shop/cart_test.py'],
  ['pytest', 'conftest.py'],
  ['pytest', 'tests/helpers.py'],
  ['jest', 'src/cart.test.js'],
  ['jest', '__tests__/cart.js'],
  ['vitest', 'test/cart.spec.tsx'],
])('%s: %s is a test file', async (framework, path) => {
  expect(await judge(framework, path)).toEqual({ outcome: 'passed', detail: path })
})

test.each<[FrameworkName, string]>([
  ['pytest', 'src/shop/cart.py'],
  ['pytest', 'src/shop/testing.py'],
  ['pytest', 'pyproject.toml'],
  ['jest', 'src/cart.js'],
  ['jest', 'package.json'],
  ['vitest', 'src/testing/contest.ts'],
])('%s: %s is none', async (framework, path) => {
  expect(await judge(framework, path)).toEqual({ outcome: 'failed', detail: `${path} is not a test file` })
})

test('one file of the product among tests is found, whatever its place', async () => {
  expect(await judge('pytest', 'tests/test_a.py', 'src/shop/cart.py', 'tests/test_b.py')).toEqual({
    outcome: 'failed',
    detail: 'src/shop/cart.py is not a test file',
  })
})
