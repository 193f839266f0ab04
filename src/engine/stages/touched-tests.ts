import type { Edit } from '../../model/candidate.ts'
import type { TestRun } from '../../model/runs/test-run.ts'

/**
 * Failing tests whose own text these edits touch, by the lines at which the framework says that tests begin:
 * a test reaches to the beginning of the next one in its file. Rows of one parametrised test share their text.
 */
export function touchedTests(edits: readonly Edit[], texts: ReadonlyMap<string, string>, run: TestRun): readonly string[] {
  return [...Map.groupBy(edits, ({ file }) => file)].flatMap(([file, members]) => {
    const text = texts.get(file) ?? ''
    const lines = members.map(({ range }) => text.slice(0, range.start).split('\n').length)
    const tests = run.tests.filter((test) => test.file === file && test.line !== null)
    const begins = [...new Set(tests.map(({ line }) => line ?? 0))].sort((a, b) => a - b)
    const touched = new Set(lines.map((line) => begins.findLast((begin) => begin <= line)))
    return tests.filter(({ line, outcome }) => outcome !== 'passed' && outcome !== 'skipped' && touched.has(line ?? 0)).map(({ id }) => id)
  })
}
