import { seenIn } from '../../diagnosis/test-evidence.ts'
import { type Check, result } from './check.ts'

const NAME = 'fails-without-change'

/** Declared names and parameters are exempt: with those undone the repaired test fails by a name, whatever it expects. */
export const failsWithoutChange = {
  name: NAME,
  description: 'With the causing change undone the repaired test fails: it still tells the old behaviour from the new one.',
  needs: 'run',
  examine({ tests, undone }) {
    if (undone.outcome === 'not_run') return result(NAME, null, undone.reason)
    const seen = tests.map((test) => ({ test, ...seenIn(undone.repaired, test) }))
    if (seen.length === 0) return result(NAME, null, 'no test was named')
    const passing = seen.find(({ outcome }) => outcome === 'passed')
    if (passing) return result(NAME, false, `${passing.test.id} passes with the change and without it`)
    // a file that does not load says nothing of what its tests expect
    const unseen = seen.find(({ outcome, record }) => outcome !== 'failed' || record?.kind === 'file')
    if (unseen) return result(NAME, null, `${unseen.test.id} did not run with the change undone`)
    return result(NAME, true, seen.length === 1 ? 'the repaired test fails' : `${seen.length} repaired tests fail`)
  },
} satisfies Check
