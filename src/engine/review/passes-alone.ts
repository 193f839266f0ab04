import { seenIn } from '../diagnosis/test-evidence.ts'
import { type Check, result } from './check.ts'
import { failingTest } from './failing-test.ts'

const NAME = 'passes-alone'

export const passesAlone = {
  name: NAME,
  description: 'The repaired tests pass by themselves, each time they run.',
  needs: 'run',
  examine({ testIds, fileOf, alone }) {
    if (alone.length === 0) return result(NAME, null, 'no run was made')
    for (const run of alone) {
      const bad = testIds.find((id) => seenIn(run, id, fileOf(id)).outcome !== 'passed')
      if (bad !== undefined) return result(NAME, false, failingTest(bad, seenIn(run, bad, fileOf(bad)).test?.failure?.message))
    }
    return result(NAME, true, `${testIds.length === 1 ? 'one test' : `${testIds.length} tests`}, ${alone.length} runs`)
  },
} satisfies Check
