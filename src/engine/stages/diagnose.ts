import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { hasCode, reason } from '../../model/reason.ts'
import { subjectTitle } from '../../model/test-ref.ts'
import { climb, type Diagnosis } from '../diagnosis/index.ts'
import { oneAnswer } from '../diagnosis/intent/one-answer.ts'
import type { DiagnosisContext } from '../diagnosis/rule.ts'
import { testsByUse } from '../diagnosis/tests-using.ts'
import { explained } from '../reasons/explained.ts'
import { readFailure } from '../reports/failure-types/index.ts'

/** Stage 2: one answer for each failing test (and each that was said to fail), from what the runs showed and the texts say. Pure. */
export function diagnose(contexts: readonly DiagnosisContext[], at: string): readonly FailureAnalysis[] {
  return oneAnswer(
    contexts.flatMap((context) => {
      const whole = analysisOf(context, climb(context), at)
      return [whole, ...removedWithin(whole, context)]
    }),
  )
}

/** Of a file that imports what was removed: the tests that use it have an answer of their own. */
function removedWithin(whole: FailureAnalysis, context: DiagnosisContext): readonly FailureAnalysis[] {
  const [change] = whole.codeChanges
  if (!hasCode(whole.reason, 'removed-for-some') || change === undefined) return []
  const why = reason('removed', { change })
  return (testsByUse(whole.codeChanges, context)?.using ?? []).map((test) => ({
    ...whole,
    ...{ verdict: 'removed_behaviour', ...explained(why), confidence: 0.9, suggestedStrategies: ['remove_test'] },
    failure: { ...whole.failure, testId: test.id, testName: subjectTitle(test) },
  }))
}

function analysisOf(context: DiagnosisContext, diagnosis: Diagnosis, at: string): FailureAnalysis {
  const { subject, failing, framework, reproduction, dependencyChanges } = context
  const { file } = subject
  const failure = failing?.failure
  const fields = readFailure(
    { exception: '', message: '', ...failure, hasBothOutcomes: diagnosis.verdict === 'flaky' },
    framework.isTestFile,
  )
  const target = failure?.frames.findLast((frame) => frame.file !== null && !framework.isTestFile(frame.file))
  return {
    ...diagnosis,
    failure: {
      testId: subject.id,
      testName: failing ? subjectTitle(failing) : subject.id,
      testFile: file,
      failureType: fields.type,
      errorMessage: failure ? message(failure.exception, failure.message) : reproduction.first.reason,
      stackTrace: failure?.stack ?? '',
      lineNumber: failure?.frames.findLast((frame) => frame.file === file)?.line ?? (failing?.kind === 'test' ? failing.line : null),
      targetFile: target?.file ?? diagnosis.culprit?.file ?? diagnosis.codeChanges[0]?.file ?? null,
      targetFunction: target?.function ?? diagnosis.codeChanges[0]?.symbol ?? null,
      testFramework: framework.name,
      executionTimeMs: failing?.durationMs ?? 0,
      timestamp: at,
      retryCount: reproduction.reruns.length,
      previousRepairs: [],
    },
    dependencyChanges: [...dependencyChanges],
    similarFailures: [],
    ...(failure ? { fields } : {}),
  }
}

function message(exception: string, text: string): string {
  const name = exception.split('.').at(-1) ?? exception
  return text.startsWith(name) || name === '' ? text : `${name}: ${text}`
}
