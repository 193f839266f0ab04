import { type Check, result } from './check.ts'

const NAME = 'nothing-else-broke'

export const nothingElseBroke = {
  name: NAME,
  description: 'Every other test that passed without the repair still passes with it, and none has vanished.',
  needs: 'run',
  examine({ together, unrepaired }) {
    if (together.status !== 'completed') return result(NAME, false, `the run did not finish: ${together.reason}`)
    const now = new Map(together.tests.map((test) => [test.id, test.outcome]))
    const passed = unrepaired.tests.filter(({ outcome }) => outcome === 'passed')
    if (passed.length === 0) return result(NAME, null, 'no other test of these files passed before')
    const broken = passed.find(({ id }) => now.get(id) !== 'passed')
    return broken
      ? result(NAME, false, `${broken.id} passed before and is now ${now.get(broken.id) ?? 'gone'}`)
      : result(NAME, true, `${passed.length} tests that passed before still pass`)
  },
} satisfies Check
