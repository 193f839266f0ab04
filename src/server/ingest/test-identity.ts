import type { ReportedCase, ReportedFailure } from '../../model/test-report.ts'
import type { TestCaseIdentity } from '../history/test-case-id.ts'

/** A test that a report lists with all its parts. */
export function identityOfCase(framework: string | null, { testId, file, suite, name, parameters }: ReportedCase): TestCaseIdentity {
  return { framework: framework ?? 'unknown', testId, file, suite, name, parameters }
}

/** A failing test of a log, whose parts stand in its id: equal to what a report of the same run would say. */
export function identityOfFailure(framework: string | null, failure: Pick<ReportedFailure, 'testId' | 'file' | 'name'>): TestCaseIdentity {
  const { testId, file, name } = failure
  const separator = testId.includes('::') ? '::' : ' > '
  const parts = testId.split(separator)
  const row = separator === '::' ? /\[(.*)\]$/s.exec(parts.at(-1) ?? '') : null
  const last = parts.at(-1) ?? name
  return {
    framework: framework ?? 'unknown',
    testId,
    file: file ?? (parts.length > 1 ? (parts[0] ?? null) : null),
    suite: parts.slice(1, -1).join(' > '),
    name: row ? last.slice(0, -row[0].length) : last,
    parameters: row?.[1] ?? null,
  }
}
