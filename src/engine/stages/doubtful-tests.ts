import type { TestRun } from '../../model/test-run.ts'
import type { Framework } from '../frameworks/framework.ts'
import { TITLE_SEPARATOR } from '../frameworks/title-separator.ts'

/** Tests that failed, and those that were said to fail and passed. */
export function doubtfulTests(first: TestRun, asked: readonly string[], framework: Framework): readonly string[] {
  if (asked.length > 0) return [...new Set(asked.map((id) => asRun(id, first)))]
  const failing = first.tests.filter(({ outcome }) => outcome === 'failed' || outcome === 'errored').map(({ testId }) => testId)
  return [...new Set(failing)].filter((id) => framework.fileOf(id) !== '')
}

/** The id under which the run knows a test that was named with other separators or white space, as reports and terminals print it. */
function asRun(id: string, { tests }: TestRun): string {
  const words = (text: string) => text.replace(TITLE_SEPARATOR, ' ').replace(/\s+/g, ' ').trim()
  const [same, ...others] = tests.filter(({ testId }) => words(testId) === words(id))
  return same === undefined || others.length > 0 ? id : same.testId
}
