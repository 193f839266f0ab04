import type { Subject } from '../../model/test-ref.ts'
import type { TestRun } from '../../model/test-run.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import { firstLine } from '../reports/text/first-line.ts'
import { type Check, result } from './check.ts'

const ALONE = 'passes alone'
const TOGETHER = 'passes with its file'

export const passesAlone = {
  name: ALONE,
  description: 'The repaired tests pass by themselves, each time they run.',
  needs: 'run',
  examine({ tests, alone }) {
    if (alone.length === 0) return result(ALONE, null, 'no run was made')
    for (const run of alone) {
      const bad = tests.find((one) => seenIn(run, one).outcome !== 'passed')
      if (bad !== undefined) return result(ALONE, false, describe(bad.id, seenIn(run, bad).record?.failure?.message))
    }
    return result(ALONE, true, `${tests.length === 1 ? 'one test' : `${tests.length} tests`}, ${alone.length} runs`)
  },
} satisfies Check

export const passesTogether = {
  name: TOGETHER,
  description: 'The repaired tests pass together with everything else in their files, in a process of their own.',
  needs: 'run',
  examine({ tests, together }) {
    const bad = tests.find((one) => seenIn(together, one).outcome !== 'passed')
    return bad === undefined
      ? result(TOGETHER, true, `among ${together.tests.length} tests${failingBeside(tests, together)}`)
      : result(TOGETHER, false, describe(bad.id, seenIn(together, bad).record?.failure?.message))
  },
} satisfies Check

/** Neighbours that fail for another reason stay as they are, and a reader is told. */
function failingBeside(subjects: readonly Subject[], { tests }: TestRun): string {
  const files = new Set(subjects.map(({ file }) => file))
  const ids = new Set(subjects.map(({ id }) => id))
  const failing = tests.filter(({ id, file, outcome }) => outcome === 'failed' && files.has(file) && !ids.has(id))
  const [first] = failing
  if (first === undefined) return ''
  return `; ${failing.length} of its file still ${failing.length === 1 ? 'fails' : 'fail'}: ${describe(first.id, first.failure?.message)}`
}

function describe(testId: string, message: string | undefined): string {
  return `${testId}: ${firstLine(message ?? 'was not run')}`
}
