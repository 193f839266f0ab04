import { shortened } from '../../model/test-id.ts'
import type { ReportedCase, ReportedFailure } from '../../model/test-report.ts'
import { failureTypeOf } from './failure-types/index.ts'
import { type TestIdentity, testIdOf } from './test-identity.ts'
import { withoutAnsi } from './text/ansi.ts'
import { detached } from './text/detached.ts'
import { sourceLocation } from './text/source-location.ts'

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

/** Characters of a message, and of a name: as many as probes give of either. */
const LONGEST = 20_000

export function reportedFailure(facts: FailureFacts): ReportedFailure {
  const { identity, span } = facts
  const text = withoutAnsi(facts.text.slice(0, LONGEST))
  const message = withoutAnsi((facts.message || text).slice(0, LONGEST)).trim()
  const place = sourceLocation(text, identity.file) ?? (identity.file ? null : sourceLocation(text))
  return {
    testId: detached(testIdOf(identity)),
    name: detached(shortened(facts.name ?? displayName(identity), LONGEST)),
    file: detachedOrNull(identity.file ?? place?.file ?? null),
    line: facts.line ?? place?.line ?? null,
    failureType: failureTypeOf(message, facts.type, text),
    message: detached(message),
    span: [span[0], Math.max(span[0], span[1])],
  }
}

export function reportedCase(identity: TestIdentity, outcome: ReportedCase['outcome'], timeMs: number | null): ReportedCase {
  const { file, suitePath, name, parameters } = identity
  const suite = detached(shortened(suitePath.join(' > '), LONGEST))
  const row = parameters === null ? null : detached(shortened(parameters, LONGEST))
  return {
    testId: detached(testIdOf(identity)),
    file: detachedOrNull(file),
    suite,
    name: detached(shortened(name, LONGEST)),
    parameters: row,
    outcome,
    timeMs,
  }
}

function detachedOrNull(text: string | null): string | null {
  return text === null ? null : detached(text)
}

/** A test's own name with its row; a file that could not be loaded is named by its path. */
function displayName({ file, suitePath, name, parameters }: TestIdentity): string {
  if (!name) return suitePath.at(-1) ?? file ?? ''
  return parameters === null ? name : `${name}[${parameters}]`
}
