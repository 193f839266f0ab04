import { infrastructureCauses } from '../../reports/classes/infrastructure.ts'
import { decide, passOn } from '../finding.ts'
import type { Decision, Rule } from '../rule.ts'

const NAME = 'framework started'

/** Our own run never got as far as running tests: that says something about the machine, unless they start on the base. */
export const runBroken = {
  name: NAME,
  description: 'The test framework itself could not start: a missing tool, plugin or setting, never a reason to edit a test.',
  examine({ reproduction: { first, framework, base }, failing }) {
    if (first.status === 'broken') {
      return decide(
        NAME,
        base.outcome === 'ran' ? startsOnBase(framework, first.reason) : notStarted(framework, first.reason, first.output),
      )
    }
    if (first.status === 'timed_out' && failing === null) {
      return decide(NAME, { verdict: 'unknown', rootCause: `the run was stopped: ${first.reason}`, confidence: 0.5 })
    }
    return passOn(NAME, `tests that ${framework} ran: ${first.tests.length}`)
  },
} satisfies Rule

function startsOnBase(framework: string, reason: string): Decision {
  const rootCause = `${framework} starts on the base and not on the head, so this change keeps it from starting: ${reason}`
  return { verdict: 'unknown', rootCause, confidence: 0.8 }
}

function notStarted(framework: string, reason: string, output: string): Decision {
  const lines = [...reason.split('\n'), ...output.split('\n')]
  const cause = infrastructureCauses.find(({ expression }) => lines.some((line) => expression.test(line)))
  const rootCause = `${framework} could not run${cause ? ` (${cause.name})` : ''}: ${reason}`
  return { verdict: cause ? 'infrastructure' : 'environment', rootCause, confidence: 0.95 }
}
