import type { ReportedCase, ReportedFailure } from '../../model/test-report.ts'
import { failureTypeOf } from './failure-type-of.ts'
import { sourceLocation } from './source-location.ts'
import { type TestIdentity, testIdOf } from './test-identity.ts'

/** What a reader knows of a failing test. `text` is all that the report says of it, message and stack. */
export type FailureFacts = {
  readonly identity: TestIdentity
  readonly text: string
  readonly message?: string
  readonly type?: string
  readonly line?: number | null
  /** As the framework prints it, where that says more than the identity. */
  readonly name?: string
  readonly span: readonly [number, number]
}

export function reportedFailure(facts: FailureFacts): ReportedFailure {
  const { identity, text, span } = facts
  const message = (facts.message || text).trim()
  const place = sourceLocation(text, identity.file) ?? (identity.file ? null : sourceLocation(text))
  return {
    testId: testIdOf(identity),
    name: facts.name ?? displayName(identity),
    file: identity.file ?? place?.file ?? null,
    line: facts.line ?? place?.line ?? null,
    failureType: failureTypeOf(`${message}\n${text}`, facts.type),
    message,
    span: [span[0], Math.max(span[0], span[1])],
  }
}

export function reportedCase(identity: TestIdentity, outcome: ReportedCase['outcome'], timeMs: number | null): ReportedCase {
  const { file, suitePath, name, parameters } = identity
  return { testId: testIdOf(identity), file, suite: suitePath.join(' > '), name, parameters, outcome, timeMs }
}

/** A test's own name with its row; a file that could not be loaded is named by its path. */
function displayName({ file, suitePath, name, parameters }: TestIdentity): string {
  if (!name) return suitePath.at(-1) ?? file ?? ''
  return parameters === null ? name : `${name}[${parameters}]`
}
