import { expect, test } from 'vitest'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { isTestData } from '../../../src/engine/frameworks/test-data.ts'
import { withSettings } from '../../../src/engine/frameworks/with-settings.ts'

test.each(['tests/data/order.json', 'test/expected/page.txt', 'src/cart/__tests__/order.yaml', 'pkg/tests/golden/a.golden'])(
  '%s is data',
  (path) => {
    expect(isTestData(path)).toBe(true)
  },
)

test.each([
  ['data of the product', 'src/data/order.json'],
  ['a folder that only sounds alike', 'latest/order.json'],
  ['source', 'tests/helper.py'],
  ['a manifest', 'tests/app/package.json'],
  ['a lock file', 'tests/app/pnpm-lock.yaml'],
  ['requirements', 'tests/requirements-dev.txt'],
  ['a hidden file', 'tests/.github/a.json'],
  ['a workflow', '.github/workflows/test/a.yml'],
])('%s is none', (_, path) => {
  expect(isTestData(path)).toBe(false)
})

test('the repository says what is never edited', () => {
  const pytest = frameworkNamed('pytest')
  if (pytest === null) throw new Error('there is no pytest')
  const kept = withSettings(pytest, { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: ['tests/data/**'] })
  expect(pytest.isEditable('tests/data/order.json')).toBe(true)
  expect(kept.isEditable('tests/data/order.json')).toBe(false)
  expect(pytest.isTestFile('tests/data/order.json')).toBe(false)
})
