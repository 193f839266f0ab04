import type { Edit } from '../../model/candidate.ts'
import type { TestRun } from '../../model/test-run.ts'
import { editedTests } from '../frameworks/edited-tests.ts'
import type { Parsers } from '../languages/parsers.ts'
import { editedFiles } from '../repair/edited-files.ts'

/**
 * The edits without those in the own text of tests that passed: a test that needs no repair gets none, and the server refuses whatever
 * touches one. Rows of a parametrised test share their text: where one of them failed it is edited.
 */
export function withoutPassedTests(
  edits: readonly Edit[],
  headFiles: ReadonlyMap<string, string>,
  { tests }: TestRun,
  parsers: Parsers,
): readonly Edit[] {
  const touchesPassed = (some: readonly Edit[]): boolean =>
    (editedFiles(some, headFiles) ?? []).some((file) => {
      const ofFile = tests.filter((test) => test.file === file.path)
      const found = ofFile.some(({ outcome }) => outcome === 'passed') ? editedTests(file, ofFile, parsers) : null
      return found?.edited.some((group) => group.every(({ outcome }) => outcome === 'passed')) ?? false
    })
  // nearly always none is touched, and then two parses a file are enough
  return touchesPassed(edits) ? edits.filter((edit) => !touchesPassed([edit])) : edits
}
