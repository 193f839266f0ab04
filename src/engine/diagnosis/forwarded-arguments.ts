import type { FailureFields } from '../../model/failure/failure-fields.ts'
import type { ProbedFailure } from '../../model/test-run.ts'
import type { DiagnosisContext } from './rule.ts'
import { testBody } from './test-body.ts'

/** What the test called hands all its arguments on as they came, as decorators do: the product said nothing of its own. */
export function isForwarded({ frames }: ProbedFailure, { framework, trees }: Pick<DiagnosisContext, 'framework' | 'trees'>): boolean {
  const inside = frames.slice(frames.findLastIndex(({ file }) => file !== null && framework.isTestFile(file)) + 1)
  return inside.every(({ file, line }) => {
    const text = file === null ? undefined : trees.after.text(file)?.split('\n')[line - 1]
    return text !== undefined && /\((?:\*|\.\.\.)\w/.test(text)
  })
}

/** The keyword that was refused is one that the test wrote, and it came down as it was. */
export function isOwnKeyword(
  failure: ProbedFailure,
  { unexpectedArgument }: FailureFields,
  context: Omit<DiagnosisContext, 'relevant'>,
): boolean {
  if (unexpectedArgument === null || !isForwarded(failure, context)) return false
  return new RegExp(`(?<![\\w$.])${unexpectedArgument.replaceAll('$', '\\$')}\\s*=(?!=)`).test(testBody(context))
}
