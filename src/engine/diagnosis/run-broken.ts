import { decide, passOn } from './finding.ts'
import type { Rule } from './rule.ts'

const NAME = 'framework started'

/** Our own run never got as far as running tests: that says something about the machine, nothing about the test. */
export const runBroken = {
  name: NAME,
  description: 'The test framework itself could not start: a missing tool, plugin or setting, never a reason to edit a test.',
  examine({ reproduction: { first, framework }, failing }) {
    if (first.status === 'broken') {
      return decide(NAME, { verdict: 'environment', rootCause: `${framework} could not run: ${first.reason}`, confidence: 0.95 })
    }
    if (first.status === 'timed_out' && failing === null) {
      return decide(NAME, { verdict: 'unknown', rootCause: `the run was stopped: ${first.reason}`, confidence: 0.5 })
    }
    return passOn(NAME, `${framework} ran ${first.tests.length} tests`)
  },
} satisfies Rule
