import { frameworks } from '../../engine/frameworks/index.ts'
import type { ReportedCase, ReportedFailure } from '../../model/test-report.ts'
import type { TestCaseIdentity } from '../history/test-case-id.ts'

/** A test that a report lists with all its parts. */
export function identityOfCase(framework: string | null, { testId, file, suite, name, parameters }: ReportedCase): TestCaseIdentity {
  return { framework: framework ?? 'unknown', testId, file, suite, name, parameters }
}

/** A failing test of a log, with the parts of its id: equal to what a report of the same run would say. */
export function identityOfFailure(framework: string | null, failure: Pick<ReportedFailure, 'testId' | 'file' | 'name'>): TestCaseIdentity {
  const { testId, file } = failure
  const ref = frameworks.find(({ name }) => name === framework)?.testRef(testId, new Set(file === null ? [] : [file]))
  if (ref?.kind !== 'test') return plainIdentity(framework ?? 'unknown', failure)
  return {
    framework: framework ?? 'unknown',
    testId,
    file: file ?? ref.file,
    suite: ref.suite.join(' > '),
    name: ref.name,
    parameters: ref.row,
  }
}

/** Of a file as a whole, and of a framework that only its reports are known of. */
function plainIdentity(framework: string, { testId, file, name }: Pick<ReportedFailure, 'testId' | 'file' | 'name'>): TestCaseIdentity {
  const separator = testId.includes('::') ? '::' : ' > '
  const parts = testId.split(separator)
  const row = separator === '::' ? /\[(.*)\]$/s.exec(parts.at(-1) ?? '') : null
  const last = parts.at(-1) ?? name
  return {
    framework,
    testId,
    file: file ?? (parts.length > 1 ? (parts[0] ?? null) : null),
    suite: parts.slice(1, -1).join(' > '),
    name: row ? last.slice(0, -row[0].length) : last,
    parameters: row?.[1] ?? null,
  }
}
