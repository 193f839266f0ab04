import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import { diagnose } from '../diagnosis/index.ts'
import type { Sources } from '../diagnosis/sources.ts'
import type { Framework } from '../frameworks/framework.ts'
import { readFailure } from '../reports/failure-types/index.ts'
import { diagnosisContexts } from './diagnosis-contexts.ts'

/** One answer per failing test (and per test that was said to fail), from what the runs showed and the texts say. Pure. */
export function analyse(reproduction: Reproduction, framework: Framework, sources: Sources, at: string): readonly FailureAnalysis[] {
  return diagnosisContexts(reproduction, framework, sources).map((context) => {
    const { testId, failing } = context
    const file = context.evidence.file
    const diagnosis = diagnose(context)
    const failure = failing?.failure
    const fields = readFailure(
      { exception: '', message: '', ...failure, hasBothOutcomes: diagnosis.verdict === 'flaky' },
      framework.isTestFile,
    )
    const target = failure?.frames.findLast((frame) => frame.file !== null && !framework.isTestFile(frame.file))
    return {
      ...diagnosis,
      failure: {
        testId,
        testName: failing?.name ?? testId,
        testFile: file,
        failureType: fields.type,
        errorMessage: failure ? message(failure.exception, failure.message) : reproduction.first.reason,
        stackTrace: failure?.stack ?? '',
        lineNumber: failure?.frames.findLast((frame) => frame.file === file)?.line ?? failing?.line ?? null,
        targetFile: target?.file ?? diagnosis.culprit?.file ?? diagnosis.codeChanges[0]?.file ?? null,
        targetFunction: target?.function ?? diagnosis.codeChanges[0]?.symbol ?? null,
        testFramework: framework.name,
        executionTimeMs: failing?.durationMs ?? 0,
        timestamp: at,
        retryCount: reproduction.reruns.length,
        previousRepairs: [],
      },
      dependencyChanges: [...sources.dependencyChanges],
      similarFailures: [],
      ...(failure ? { fields } : {}),
    }
  })
}

function message(exception: string, text: string): string {
  const name = exception.split('.').at(-1) ?? exception
  return text.startsWith(name) || name === '' ? text : `${name}: ${text}`
}
