import { decide, passOn } from '../finding.ts'
import type { Decision, Rule } from '../rule.ts'
import type { Seen, TestEvidence } from '../test-evidence.ts'

const NAME = 'same tree, both outcomes'

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
        const rootCause = `of ${passed + failed} runs of the same code, each in a fresh process, ${passed} passed and ${failed} failed`
        return decide(NAME, { verdict: 'flaky', rootCause, confidence: 0.99 })
      }
    }
    const orderOnly = count(whole, 'failed') > 1 && reruns.length > 0 && count(reruns, 'passed') === reruns.length
    if (orderOnly) {
      const rootCause = 'it fails in the order of the whole run and passes with fewer tests before it: it depends on another test'
      return decide(NAME, { verdict: 'unknown', rootCause, confidence: 0.8 })
    }
    const left = leavesBehind(evidence)
    if (left !== null) return decide(NAME, left)
    const failures = count(whole, 'failed') + count(reruns, 'failed')
    return passOn(NAME, `failed in ${failures} of ${whole.length + reruns.length} runs`, failures > 1 ? 'supports' : 'nothing')
  },
} satisfies Rule

/** Only what is left behind makes the difference: turned on and off, and on again. */
function leavesBehind({ whole, reruns, secondRun, baseSecondRun }: TestEvidence): Decision | null {
  const clean = [...whole, ...reruns]
  const failed = count(secondRun, 'failed')
  if (failed === 0 || count(clean, 'passed') < clean.length) return null
  const shown = `it passed in all ${clean.length} runs that began clean, and failed in ${failed} of ${secondRun.length} that began with what a run of it had left behind: files in the home folder, among temporary ones or in the tree`
  if (baseSecondRun?.outcome === 'passed')
    return {
      verdict: 'unknown',
      rootCause: `${shown}; on the base it passed there too, so the change leaves something else`,
      confidence: 0.8,
    }
  return { verdict: 'flaky', rootCause: shown, confidence: failed === secondRun.length ? 0.99 : 0.9 }
}

function count(runs: readonly Seen[], outcome: Seen['outcome']): number {
  return runs.filter((seen) => seen.outcome === outcome).length
}
