import type { Edit } from '../../model/candidate.ts'
import type { TestRun } from '../../model/runs/test-run.ts'
import { editedTests, isOutsideTests } from '../frameworks/edited-tests.ts'
import type { Parsers } from '../languages/parsers.ts'
import { balancedEdits } from './balanced-edits.ts'
import { editedFiles } from './edited-files.ts'

/** The head's texts, and how to read them. */
type Texts = { readonly headFiles: ReadonlyMap<string, string>; readonly parsers: Parsers }

/**
 * The edits without those in the own text of tests that passed: a test that needs no repair gets none. Rows of a parametrised test share
 * their text: where one of them failed it is edited. Where lines that all tests of the file share are edited too, such as an import, every
 * test follows: half of it would leave the passed ones a name that their file no longer knows.
 */
export function withoutPassedTests(edits: readonly Edit[], { tests }: TestRun, texts: Texts): readonly Edit[] {
  const touchesPassed = (some: readonly Edit[]): boolean =>
    (editedFiles(some, texts.headFiles) ?? []).some((file) => {
      const ofFile = tests.filter((test) => test.file === file.path)
      const found = ofFile.some(({ outcome }) => outcome === 'passed') ? editedTests(file, ofFile, texts.parsers) : null
      return found?.edited.some((group) => group.every(({ outcome }) => outcome === 'passed')) ?? false
    })
  // nearly always none is touched, and then two parses a file are enough
  if (!touchesPassed(edits)) return edits
  const shared = sharedFiles(edits, texts)
  const groups = balancedEdits(edits, texts).filter((group) => group.some(({ file }) => shared.has(file)) || !touchesPassed(group))
  const kept = new Set(groups.flat())
  return edits.filter((edit) => kept.has(edit))
}

/** Files in which these edits change lines outside of any test. */
export function sharedFiles(edits: readonly Edit[], { headFiles, parsers }: Texts): ReadonlySet<string> {
  const outside = balancedEdits(edits, { headFiles, parsers }).filter((group) =>
    (editedFiles(group, headFiles) ?? []).some((file) => isOutsideTests(file, parsers)),
  )
  return new Set(outside.flatMap((group) => group.map(({ file }) => file)))
}
