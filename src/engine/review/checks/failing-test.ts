import type { Seen } from '../../diagnosis/test-evidence.ts'
import { firstLine } from '../../reports/text/first-line.ts'

/** A test that does not pass, and the first line of what it says. */
export function failingTest(testId: string, { outcome, record }: Seen): string {
  const said = outcome === 'absent' ? 'the run was asked for it and did not have it' : outcome === 'skipped' ? 'was skipped' : null
  return `${testId}: ${said ?? firstLine(record?.failure?.message ?? outcome)}`
}
