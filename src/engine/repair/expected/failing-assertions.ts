import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import type { Assertion } from '../../languages/facets/assertions.ts'
import { lineAt } from '../../languages/syntax.ts'

/** An assertion of a test file, or of a helper, that may be the one that failed. */
export type FailingAssertion = { readonly file: SourceFile; readonly assertion: Assertion }

/** The assertions at the innermost frame of a failure that lies in an editable file; several where they share a statement. */
export function failingAssertions(
  { frames }: Pick<ProbedFailure, 'frames'>,
  isEditable: (path: string) => boolean,
  project: Project,
): readonly FailingAssertion[] {
  for (const frame of frames.toReversed()) {
    // what the product compares is not what a test expects
    if (frame.file !== null && !isEditable(frame.file)) return []
    const file = frame.file === null ? null : project.file(frame.file)
    if (file === null) continue
    const found = atLine(file, frame.line)
    if (found.length > 0) return found.map((assertion) => ({ file, assertion }))
  }
  return []
}

function atLine({ language, tree, text }: SourceFile, line: number): readonly Assertion[] {
  const isWithin = (start: number, end: number): boolean => lineAt(text, start) <= line && line <= lineAt(text, end - 1)
  const inStatement = language.assertions.find(tree).filter(({ statement }) => isWithin(statement.start, statement.end))
  // several may stand in one statement, such as a callback without a block: those whose own lines hold the frame
  const own = inStatement.filter(({ actual, expected, statement }) => {
    const parts = [actual, expected].filter((part) => part !== null)
    return isWithin(Math.min(statement.end, ...parts.map(({ start }) => start)), Math.max(statement.start, ...parts.map(({ end }) => end)))
  })
  return own.length > 0 ? own : inStatement
}
