import type { TestRun } from '../../model/test-run.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import { type Check, type RunReview, result } from './check.ts'
import { failingTest } from './failing-test.ts'

const NAME = 'passes-together'

export const passesTogether = {
  name: NAME,
  description: 'The repaired tests pass together with everything else in their files, in a process of their own.',
  needs: 'run',
  examine({ testIds, fileOf, together }) {
    const bad = testIds.find((id) => seenIn(together, id, fileOf(id)).outcome !== 'passed')
    return bad === undefined
      ? result(NAME, true, `among ${together.tests.length} tests${failingBeside(testIds, together, fileOf)}`)
      : result(NAME, false, failingTest(bad, seenIn(together, bad, fileOf(bad)).test?.failure?.message))
  },
} satisfies Check

/** Neighbours that fail for another reason stay as they are, and a reader is told. */
function failingBeside(testIds: RunReview['testIds'], { tests }: TestRun, fileOf: RunReview['fileOf']): string {
  const files = new Set(testIds.map(fileOf))
  const failing = tests.filter(({ testId, file, outcome }) => outcome === 'failed' && files.has(file) && !testIds.includes(testId))
  const [first] = failing
  if (first === undefined) return ''
  return `; ${failing.length} of its file still ${failing.length === 1 ? 'fails' : 'fail'}: ${failingTest(first.testId, first.failure?.message)}`
}
