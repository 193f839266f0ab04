import type { FailureAnalysis } from '../../src/model/failure-analysis.ts'
import { saying } from './reasons.ts'

/** An analysis of a test that is out of date, which says as little as may be; the arguments replace what a test cares for. */
export function failureAnalysis(
  failure: Partial<FailureAnalysis['failure']>,
  more: Partial<Omit<FailureAnalysis, 'failure'>> = {},
): FailureAnalysis {
  return {
    failure: {
      testId: 'tests/test_a.py::test_a',
      testName: 'test_a',
      testFile: 'tests/test_a.py',
      failureType: 'import_error',
      errorMessage: '',
      stackTrace: '',
      lineNumber: null,
      targetFile: null,
      targetFunction: null,
      testFramework: 'pytest',
      executionTimeMs: 1,
      timestamp: '2026-11-24T00:00:00Z',
      retryCount: 0,
      previousRepairs: [],
      ...failure,
    },
    verdict: 'obsolete_test',
    ...saying(''),
    confidence: 1,
    codeChanges: [],
    dependencyChanges: [],
    suggestedStrategies: [],
    evidence: [],
    similarFailures: [],
    values: null,
    culprits: [],
    ...more,
  }
}
