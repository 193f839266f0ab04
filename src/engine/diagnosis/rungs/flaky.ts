import { reason } from '../../../model/reason.ts'
import { decide, passOn } from '../finding.ts'
import type { Decision, Rule } from '../rule.ts'
import type { Seen, TestEvidence } from '../test-evidence.ts'

const NAME = 'flaky'

/** One pass and one fail of the same tree with the same selection and order is proof; anything less is not. */
export const flaky = {
  name: NAME,
  description: 'The same code, selection and order both passed and failed.',
  examine({ evidence }) {
    const { whole, reruns } = evidence
    for (const runs of [reruns, whole]) {
      const passed = count(runs, 'passed')
      const failed = count(runs, 'failed')
      if (passed > 0 && failed > 0) {
        return decide(NAME, { verdict: 'flaky', reason: reason('flaky', { passed, failed }), confidence: 0.99 })
      }
    }
    const orderOnly = count(whole, 'failed') > 1 && reruns.length > 0 && count(reruns, 'passed') === reruns.length
    if (orderOnly) return decide(NAME, { verdict: 'unknown', reason: reason('flaky-by-order', {}), confidence: 0.8 })
    const left = leavesBehind(evidence)
    if (left !== null) return decide(NAME, left)
    const failures = count(whole, 'failed') + count(reruns, 'failed')
    const seen = reason('fails-each-time', { failed: failures, runs: whole.length + reruns.length })
    return passOn(NAME, seen, failures > 1 ? 'supports' : 'nothing')
  },
} satisfies Rule

/** Only the files left by an earlier run make the difference: with them, without them, and with them again. */
function leavesBehind({ whole, reruns, secondRun, baseSecondRun }: TestEvidence): Decision | null {
  const clean = [...whole, ...reruns]
  const failed = count(secondRun, 'failed')
  if (failed === 0 || count(clean, 'passed') < clean.length) return null
  const shown = reason('flaky-second-run', { clean: clean.length, failed, second: secondRun.length })
  if (baseSecondRun?.outcome === 'passed')
    return { verdict: 'unknown', reason: reason('second-run-passes-on-base', { after: shown }), confidence: 0.8 }
  return { verdict: 'flaky', reason: shown, confidence: failed === secondRun.length ? 0.99 : 0.9 }
}

function count(runs: readonly Seen[], outcome: Seen['outcome']): number {
  return runs.filter((seen) => seen.outcome === outcome).length
}
