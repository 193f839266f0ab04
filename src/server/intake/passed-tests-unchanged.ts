import { editedTests, type NamedTest } from '../../engine/frameworks/edited-tests.ts'
import type { Parsers } from '../../engine/languages/parsers.ts'
import type { EditedFile } from '../../engine/repair/edited-files.ts'
import type { CheckResult } from '../../model/test-repair.ts'

/** One test of the CI runs that failed; `passed` only where it passed in every leg in which it ran. */
export type CiTest = NamedTest & { readonly testId: string; readonly outcome: 'passed' | 'failed' }

/** The tests of these runs by their file. Not `isComplete`: there are more than are read. */
export type CiOutcomes = { readonly tests: ReadonlyMap<string, readonly CiTest[]>; readonly isComplete: boolean }

export const PASSED_TESTS_UNCHANGED = 'passed-tests-unchanged'

/**
 * A repair has no business in the text of a test that CI saw pass. Rows of a parametrised test share their text: where one of them failed
 * it may be edited. In files of `following` every test follows a line that all of them share, such as an import. `not_run` where no report of CI lists the passed tests of a file, or its text cannot be parsed.
 */
export function passedTestsUnchanged(
  files: readonly EditedFile[],
  { tests, isComplete }: CiOutcomes,
  parsers: Parsers,
  following: ReadonlySet<string> = new Set(),
): CheckResult {
  const result = (outcome: CheckResult['outcome'], detail: string): CheckResult => ({ name: PASSED_TESTS_UNCHANGED, outcome, detail })
  const unknown: string[] = []
  const edited: CiTest[] = []
  let kept = 0
  for (const file of files) {
    if (following.has(file.path)) {
      unknown.push(`a line that all tests of ${file.path} share follows the change, so all of them do`)
      continue
    }
    const ofFile = tests.get(file.path) ?? []
    const passed = ofFile.filter(isPassed)
    const found = passed.length > 0 ? editedTests(file, ofFile, parsers) : null
    if (found === null || found.unfound.filter(isPassed).length === passed.length) {
      unknown.push(whyUnknown(file.path, passed.length, isComplete))
      continue
    }
    edited.push(...found.edited.filter((group) => group.every(isPassed)).flat())
    kept += passed.length - [...found.edited.flat(), ...found.unfound].filter(isPassed).length
  }
  const [first, ...more] = edited
  if (first !== undefined) {
    const others = more.length > 0 ? ` and ${more.length} more` : ''
    return result('failed', `it edits ${first.testId.slice(0, 200)}${others}, which CI saw pass`)
  }
  if (unknown.length > 0) return result('not_run', unknown.slice(0, 3).join('; '))
  return result('passed', `${kept} of the tests that CI saw pass keep their text`)
}

function isPassed({ outcome }: CiTest): boolean {
  return outcome === 'passed'
}

function whyUnknown(path: string, passed: number, isComplete: boolean): string {
  if (passed > 0) return `none of the tests that passed in CI was found in ${path}`
  return isComplete ? `no CI report lists passed tests of ${path}` : `CI ran more tests than Suture reads: none of ${path} is known`
}
