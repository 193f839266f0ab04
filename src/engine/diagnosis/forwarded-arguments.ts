import type { FailureFields } from '../../model/failure/failure-fields.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import type { DiagnosisContext } from './rule.ts'
import { testBody } from './test-body.ts'

/** The callee only forwards its arguments, as decorators do: the error is about the test's own call. */
export function isForwarded({ frames }: ProbedFailure, { framework, trees }: Pick<DiagnosisContext, 'framework' | 'trees'>): boolean {
  const inside = frames.slice(frames.findLastIndex(({ file }) => file !== null && framework.isTestFile(file)) + 1)
  return inside.every(({ file, line }) => {
    const text = file === null ? undefined : trees.after.text(file)?.split('\n')[line - 1]
    return text !== undefined && /\((?:\*|\.\.\.)\w/.test(text)
  })
}

/** The refused keyword argument was written in the test and forwarded unchanged. */
export function isOwnKeyword(
  failure: ProbedFailure,
  { unexpectedArgument }: FailureFields,
  context: Omit<DiagnosisContext, 'relevant'>,
): boolean {
  if (unexpectedArgument === null || !isForwarded(failure, context)) return false
  return new RegExp(`(?<![\\w$.])${unexpectedArgument.replaceAll('$', '\\$')}\\s*=(?!=)`).test(testBody(context))
}
