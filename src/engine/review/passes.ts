import type { TestRun } from '../../model/test-run.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import { firstLine } from '../reports/text/first-line.ts'
import { type Check, type RunReview, result } from './check.ts'

const ALONE = 'passes alone'
const TOGETHER = 'passes with its file'

export const passesAlone = {
  name: ALONE,
  description: 'The repaired tests pass by themselves, each time they run.',
  needs: 'run',
  examine({ testIds, fileOf, alone }) {
    if (alone.length === 0) return result(ALONE, null, 'no run was made')
    for (const run of alone) {
      const bad = testIds.find((id) => seenIn(run, id, fileOf(id)).outcome !== 'passed')
      if (bad !== undefined) return result(ALONE, false, describe(bad, seenIn(run, bad, fileOf(bad)).test?.failure?.message))
    }
    return result(ALONE, true, `${testIds.length === 1 ? 'one test' : `${testIds.length} tests`}, ${alone.length} runs`)
  },
} satisfies Check

export const passesTogether = {
  name: TOGETHER,
  description: 'The repaired tests pass together with everything else in their files, in a process of their own.',
  needs: 'run',
  examine({ testIds, fileOf, together }) {
    const bad = testIds.find((id) => seenIn(together, id, fileOf(id)).outcome !== 'passed')
    return bad === undefined
      ? result(TOGETHER, true, `among ${together.tests.length} tests${failingBeside(testIds, together, fileOf)}`)
      : result(TOGETHER, false, describe(bad, seenIn(together, bad, fileOf(bad)).test?.failure?.message))
  },
} satisfies Check

/** Neighbours that fail for another reason stay as they are, and a reader is told. */
function failingBeside(testIds: RunReview['testIds'], { tests }: TestRun, fileOf: RunReview['fileOf']): string {
  const files = new Set(testIds.map(fileOf))
  const failing = tests.filter(({ testId, file, outcome }) => outcome === 'failed' && files.has(file) && !testIds.includes(testId))
  const [first] = failing
  if (first === undefined) return ''
  return `; ${failing.length} of its file still ${failing.length === 1 ? 'fails' : 'fail'}: ${describe(first.testId, first.failure?.message)}`
}

function describe(testId: string, message: string | undefined): string {
  return `${testId}: ${firstLine(message ?? 'was not run')}`
}
