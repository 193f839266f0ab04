import { seenIn } from '../../diagnosis/test-evidence.ts'
import { doesStand } from '../reading/does-stand.ts'
import { passesIn } from '../reading/passes-in.ts'
import { type Check, result } from './check.ts'
import { failingTest } from './failing-test.ts'
import { withoutRetries } from './without-retries.ts'

const NAME = 'passes-alone'

export const passesAlone = {
  name: NAME,
  description: 'The repaired tests pass by themselves, each time they run.',
  needs: 'run',
  examine({ tests, alone, gone }) {
    if (alone.length === 0) return result(NAME, null, 'no run was made')
    for (const run of alone) {
      const bad = tests.find((one) => !doesStand(run, one, gone))
      if (bad !== undefined) return result(NAME, false, `${failingTest(bad.id, seenIn(run, bad))}${withoutRetries(run)}`)
    }
    if (tests.every(({ file }) => gone.has(file))) return result(NAME, true, `${[...gone].join(', ')} is gone, and nothing asks for it`)
    const withheld = alone.map(withoutRetries).find((words) => words !== '') ?? ''
    const times = passesIn(alone)
    const often = times === 1 ? 'once' : `${times} times`
    return result(NAME, true, `${tests.length === 1 ? 'one test' : `${tests.length} tests`}, ${often}${withheld}`)
  },
} satisfies Check
