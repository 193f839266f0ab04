import { matchesGlobs } from '../../config/matches-globs.ts'
import type { Settings } from '../../config/settings.ts'
import type { Framework } from './framework.ts'

export type TestFileSettings = Readonly<Pick<Settings, 'TEST_FILES_ADD' | 'TEST_FILES_EXCLUDE'>>

/**
 * A framework with the repository's own word on its files. An added file is a test in every respect: what changes in it is no cause,
 * and what calls from it is no caller of the product. An excluded one stays a test, and is never edited.
 */
export function withSettings(framework: Framework, { TEST_FILES_ADD, TEST_FILES_EXCLUDE }: TestFileSettings): Framework {
  const isTestFile = (path: string) => framework.isTestFile(path) || matchesGlobs(path, TEST_FILES_ADD)
  return { ...framework, isTestFile, isEditable: (path) => isTestFile(path) && !matchesGlobs(path, TEST_FILES_EXCLUDE) }
}
