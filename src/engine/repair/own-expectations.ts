import type { Edit } from '../../model/candidate.ts'
import type { TestRun } from '../../model/runs/test-run.ts'
import { editedTests } from '../frameworks/edited-tests.ts'
import type { Parsers } from '../languages/parsers.ts'
import { editKey } from './apply-edits.ts'
import { editedFiles } from './edited-files.ts'

/** The head's texts, and how to read them. */
type Texts = { readonly headFiles: ReadonlyMap<string, string>; readonly parsers: Parsers }

/**
 * The edits of one test without expectations in the own text of other tests: what another test expects is a question of its own. What rows of
 * one test share, and what stands outside of all tests, stays. Reads each edit once.
 */
export function ownExpectations(run: TestRun, { headFiles, parsers }: Texts): (edits: readonly Edit[], testId: string) => readonly Edit[] {
  const known = new Map<string, readonly string[]>()
  const ownersOf = (edit: Edit): readonly string[] => {
    const key = editKey(edit)
    const [file] = known.has(key) ? [] : (editedFiles([edit], headFiles) ?? [])
    const found =
      file &&
      editedTests(
        file,
        run.tests.filter((test) => test.file === edit.file),
        parsers,
      )
    const owners = known.get(key) ?? found?.edited.flat().map(({ id }) => id) ?? []
    known.set(key, owners)
    return owners
  }
  const isTest = new Set(run.tests.map(({ id }) => id))
  return (edits, testId) => {
    if (!isTest.has(testId)) return edits
    return edits.filter((edit) => edit.effect !== 'expectation' || ownersOf(edit).length === 0 || ownersOf(edit).includes(testId))
  }
}
