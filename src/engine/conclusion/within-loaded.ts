import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { subjectTitle } from '../../model/test-ref.ts'
import { frameworkNamed } from '../frameworks/index.ts'
import { readFailure } from '../reports/failure-types/index.ts'
import type { Tried } from './decided.ts'

/**
 * Tests of a file that did not load, and loads again with a repair, but that fail for a reason of their own: until then their file
 * answered for them. Each begins with the file's answer and with its own failure.
 */
export function withinLoaded(analyses: readonly FailureAnalysis[], repairs: readonly Tried[]): readonly FailureAnalysis[] {
  const known = new Map(analyses.map((analysis) => [analysis.failure.testId, analysis]))
  const found = repairs.flatMap(({ judgement: { candidate }, runs }) =>
    candidate.testIds.flatMap((testId): readonly FailureAnalysis[] => {
      const second = runs?.secondFailures.find((one) => one.testId === testId)
      const asking = candidate.askedBy.flatMap((id) => known.get(id) ?? [])
      const subject = asking[0] && frameworkNamed(asking[0].failure.testFramework)?.testRef(testId, new Set(known.keys()))
      const whole = asking.find(({ failure }) => failure.testId === subject?.file)
      if (known.has(testId) || !second || !subject || !whole) return []
      const fields = readFailure({ exception: second.exception, message: second.message })
      const errorMessage = `${second.exception}: ${second.message}`
      const seen = { testId, testName: subjectTitle(subject), failureType: fields.type, errorMessage, stackTrace: '', lineNumber: null }
      return [{ ...whole, failure: { ...whole.failure, ...seen }, fields, values: null }]
    }),
  )
  return [...new Map(found.map((analysis) => [analysis.failure.testId, analysis])).values()]
}
