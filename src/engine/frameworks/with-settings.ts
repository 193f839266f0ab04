import { matchesGlobs } from '../../config/matches-globs.ts'
import type { Settings } from '../../config/settings.ts'
import type { Framework } from './framework.ts'
import { isTestData } from './test-data.ts'

export type TestFileSettings = Readonly<Pick<Settings, 'TEST_FILES_ADD' | 'TEST_FILES_EXCLUDE'>>

/**
 * A framework with the repository's own settings for test files. An added file is a test in every respect: changes in it are never a
 * cause, and calls in it are not product callers. An excluded file remains a test, but is never edited.
 */
export function withSettings(framework: Framework, { TEST_FILES_ADD, TEST_FILES_EXCLUDE }: TestFileSettings): Framework {
  const isAdded = (path: string) => matchesGlobs(path, TEST_FILES_ADD)
  const isTestFile = (path: string) => framework.isTestFile(path) || isAdded(path)
  const isExcluded = (path: string) => matchesGlobs(path, TEST_FILES_EXCLUDE)
  return {
    ...framework,
    isTestFile,
    isAdded,
    isExcluded,
    isEditable: (path) => (isTestFile(path) || isTestData(path)) && !isExcluded(path),
  }
}
