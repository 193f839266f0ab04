import { testInput } from '../cures/cure-input.ts'
import { candidateOf, withoutLines } from './candidate-of.ts'
import type { Optimization, OptimizationCandidate, OptimizationInput, TimedTest } from './optimization.ts'
import { pausesOf } from './pauses-of.ts'

const NAME = 'needless-wait'
/** Words of what goes on by itself, or looks at a clock: while it does, a pause may be what a test is about. */
const GOES_ON =
  /time|thread|async|await|promise|queue|worker|process|socket|timer|interval|schedule|defer|sleep|clock|date|now\(|expire|ttl|debounce|throttle|emit|subscribe|watch|listen|then\(/i
const EXPECTED = 0.9

/** Takes out a pause without which the test passed each time; only where nothing of what it loads goes on by itself, since else the pause may be what the test is about. */
export const needlessWait: Optimization = {
  name: NAME,
  type: 'remove_waits',
  description: 'Takes out a pause that nothing needs.',
  propose: (input) => [...input.facts.tests.values()].flatMap((test) => candidate(input, test) ?? []),
}

function candidate({ sources, facts, focus }: OptimizationInput, { ref, ms }: TimedTest): OptimizationCandidate | null {
  const idle = facts.idlePauses.get(ref.id)
  const seen = testInput(ref.id, sources, '2000-01-01')
  if (!focus.has(ref.id) || idle === undefined || idle.size === 0 || seen === null) return null
  const { file } = seen.test
  if (seen.loadedBy(file).some(({ text }) => GOES_ON.test(text))) return null
  return candidateOf({
    ...{ name: NAME, type: 'remove_waits', testId: ref.id, tests: [ref.id], files: [ref.file], measured: 'tests' },
    ...{ expectedMs: ms * EXPECTED, risk: 'low', shares: false },
    why: 'the test waits although nothing that it calls goes on by itself, and passes without that',
    how: 'the pause goes',
    edits: pausesOf(ref.id, sources)
      .filter(({ start }) => idle.has(start))
      .map((range) => withoutLines(file.path, file.text, range)),
  })
}
