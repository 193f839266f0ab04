import { decide, passOn } from './finding.ts'
import type { Rule } from './rule.ts'
import type { Seen } from './test-evidence.ts'

const NAME = 'same tree, both outcomes'

/** One pass and one fail of the same tree with the same selection and order is proof; anything less is not. */
export const flaky = {
  name: NAME,
  description: 'The same code, selection and order both passed and failed.',
  examine({ evidence: { whole, reruns } }) {
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
    const failures = count(whole, 'failed') + count(reruns, 'failed')
    return passOn(NAME, `failed in ${failures} of ${whole.length + reruns.length} runs`, failures > 1 ? 'supports' : 'nothing')
  },
} satisfies Rule

function count(runs: readonly Seen[], outcome: Seen['outcome']): number {
  return runs.filter((seen) => seen.outcome === outcome).length
}
