import type { ReportedCase } from '../../../model/test-report.ts'
import { titleIdentity } from '../test-identity.ts'
import { relativePath } from '../text/relative-path.ts'
import type { JsonMember } from './json-members.ts'
import type { JsonReport } from './json-report.ts'
import { JestFile } from './json-shapes.ts'

const OUTCOMES: Readonly<Record<string, ReportedCase['outcome']>> = { passed: 'passed', failed: 'failed', focused: 'passed' }

/** One test file of Jest's or Vitest's JSON. A file that failed without a failing test could not be loaded: one error, named by the file. */
export function addJestFile(report: JsonReport, framework: string, { value, span }: JsonMember): void {
  const file = JestFile.safeParse(value).data
  if (!file) return
  let hasFailed = false
  for (const result of file.assertionResults) {
    const outcome = OUTCOMES[result.status] ?? 'skipped'
    const identity = titleIdentity(framework, file.name, [...result.ancestorTitles, result.title])
    const isFlaky = outcome === 'passed' && ((result.invocations ?? 1) > 1 || (result.retryReasons?.length ?? 0) > 0)
    const text = (result.failureMessages ?? []).join('\n')
    const failure = { text, message: headOf(text), span, line: result.location?.line ?? null }
    hasFailed ||= outcome === 'failed'
    report.add({ identity, outcome, timeMs: result.duration, isFlaky, ...(outcome === 'failed' ? { failure } : {}) })
  }
  if (file.status === 'failed' && !hasFailed) {
    const identity = titleIdentity(framework, relativePath(file.name), [])
    const text = file.message || 'the file could not be loaded, or a hook of it failed'
    report.add({ identity, outcome: 'errored', timeMs: null, failure: { text, span } })
  }
}

/** A message without its stack. */
function headOf(text: string): string {
  const stack = text.search(/\n\s+at /)
  return stack < 0 ? text : text.slice(0, stack)
}
