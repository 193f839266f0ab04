import { reason } from '../../../model/reason.ts'
import { infrastructureCauses } from '../../reports/classes/infrastructure.ts'
import { decide, passOn } from '../finding.ts'
import type { Decision, Rule } from '../rule.ts'

const NAME = 'run-broken'

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
      return decide(NAME, { verdict: 'unknown', reason: reason('run-stopped', { why: first.reason }), confidence: 0.5 })
    }
    return passOn(NAME, reason('tests-ran', { framework, tests: first.tests.length }))
  },
} satisfies Rule

function startsOnBase(framework: string, why: string): Decision {
  return { verdict: 'unknown', reason: reason('run-broken-by-change', { framework, why }), confidence: 0.8 }
}

function notStarted(framework: string, why: string, output: string): Decision {
  const lines = [...why.split('\n'), ...output.split('\n')]
  const cause = infrastructureCauses.find(({ expression }) => lines.some((line) => expression.test(line)))
  const broken = reason('run-broken', { framework, cause: cause?.name ?? null, why })
  return { verdict: cause ? 'infrastructure' : 'environment', reason: broken, confidence: 0.95 }
}
