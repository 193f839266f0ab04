import type { TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { doesStand } from '../reading/does-stand.ts'
import { type Check, result } from './check.ts'
import { failingTest } from './failing-test.ts'
import { withoutRetries } from './without-retries.ts'

const NAME = 'passes-together'

export const passesTogether = {
  name: NAME,
  description: 'The repaired tests pass together with everything else in their files, in a process of their own.',
  needs: 'run',
  examine({ tests, together, gone }) {
    const bad = tests.find((one) => !doesStand(together, one, gone))
    return bad === undefined
      ? result(NAME, true, `among ${together.tests.length} tests${failingBeside(tests, together)}`)
      : result(NAME, false, `${failingTest(bad.id, seenIn(together, bad))}${withoutRetries(together)}`)
  },
} satisfies Check

/** Other tests in the file that fail for another reason are left alone and listed. */
function failingBeside(subjects: readonly Subject[], { tests }: TestRun): string {
  const files = new Set(subjects.map(({ file }) => file))
  const ids = new Set(subjects.map(({ id }) => id))
  const failing = tests.filter(({ id, file, outcome }) => outcome === 'failed' && files.has(file) && !ids.has(id))
  const [first] = failing
  if (first === undefined) return ''
  return `; ${failing.length} of its file still ${failing.length === 1 ? 'fails' : 'fail'}: ${failingTest(first.id, { outcome: 'failed', record: first })}`
}
