import { seenIn } from '../../diagnosis/test-evidence.ts'
import { type Check, result } from './check.ts'
import { failingTest } from './failing-test.ts'

const NAME = 'old-holds-without-change'

export const oldHoldsWithoutChange = {
  name: NAME,
  description: 'With exactly the causing edit undone the test passes as it was: nothing else made its expectation wrong.',
  needs: 'run',
  explains: true,
  examine({ tests, undone }) {
    if (undone.outcome === 'not_run') return result(NAME, null, undone.reason)
    if (tests.length === 0) return result(NAME, null, 'no test was named')
    const { old } = undone
    if (old === 'passed') return result(NAME, true, 'seen while the cause was looked for')
    const bad = tests.find((test) => seenIn(old, test).outcome !== 'passed')
    return bad === undefined
      ? result(NAME, true, tests.length === 1 ? 'the old test passes' : `${tests.length} old tests pass`)
      : result(NAME, false, failingTest(bad.id, seenIn(old, bad)))
  },
} satisfies Check
