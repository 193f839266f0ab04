import { describe, expect, test } from 'vitest'
import { pytest } from '../../../src/engine/frameworks/pytest.ts'
import { withSettings } from '../../../src/engine/frameworks/with-settings.ts'
import { testFilesOnly } from '../../../src/engine/review/checks/test-files-only.ts'

const framework = withSettings(pytest, { TEST_FILES_ADD: ['checks/**/*.py'], TEST_FILES_EXCLUDE: ['tests/golden/**', 'checks/frozen.py'] })
const of = (path: string) => [framework.isTestFile(path), framework.isEditable(path)]

describe('a framework with the settings of a repository', () => {
  test.each([
    ['tests/test_a.py', true, true],
    ['checks/orders/totals.py', true, true],
    ['checks/notes.md', false, false],
    ['src/app.py', false, false],
  ])('%s: a test file %s, editable %s', (path, isTest, isEditable) => {
    expect(of(path)).toEqual([isTest, isEditable])
  })

  test('an excluded file stays a test, so that it counts for no caller of the product, and is never edited', () => {
    expect(of('tests/golden/test_b.py')).toEqual([true, false])
    expect(of('checks/frozen.py')).toEqual([true, false])
  })

  test('without settings every test file may be edited', () => {
    const plain = withSettings(pytest, { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: [] })
    expect([plain.isTestFile('tests/golden/test_b.py'), plain.isEditable('tests/golden/test_b.py')]).toEqual([true, true])
  })
})

test("the check 'test-files-only' says which setting excludes a file", () => {
  const file = { path: 'tests/golden/test_b.py', before: '', after: 'x = 1\n' }
  const material = { files: [file], framework } as unknown as Parameters<typeof testFilesOnly.examine>[0]
  expect(testFilesOnly.examine(material)).toMatchObject({
    outcome: 'failed',
    detail: 'tests/golden/test_b.py is excluded by TEST_FILES_EXCLUDE',
  })
})
