import { testInput } from '../cures/cure-input.ts'
import { languages } from '../languages/index.ts'
import { asEdit, candidateOf } from './candidate-of.ts'
import type { Optimization, OptimizationCandidate, OptimizationInput, TimedTest } from './optimization.ts'
import { pausesOf } from './pauses-of.ts'

const NAME = 'condition-wait'
/** Nothing that a wait does depends on the day. */
const ANY_DAY = '2000-01-01'
/** What a wait that asks each ten milliseconds saves of a fixed one, as far as anybody knows before it is measured. */
const EXPECTED = 0.8

/** Words of what is counted, or must not be there: a pause that is longer than needed also saw what came too much, and too late. */
const COUNTS_OR_DENIES =
  /\.not\.|\bnot\b|CalledTimes|call_count|called_once|toHaveLength|\blen\(|(?:==|toEqual\(|toBe\()\s*(?:\[\]|\{\}|0\b|None\b|null\b|undefined\b|False\b|false\b)/

/**
 * In place of a sleep it asks for what the assertions behind it demand. Not for a pause without which the test passes as well: what it asks for holds
 * before, so that it may wait to see that nothing happens.
 */
export const conditionWait: Optimization = {
  name: NAME,
  type: 'remove_waits',
  description: 'Waits until what is asserted holds, in place of a fixed time.',
  propose: (input) => [...input.facts.tests.values()].flatMap((test) => candidate(input, test) ?? []),
}

function candidate({ sources, facts, focus }: OptimizationInput, { ref, ms }: TimedTest): OptimizationCandidate | null {
  if (!focus.has(ref.id)) return null
  const seen = testInput(ref.id, sources, ANY_DAY)
  const idle = facts.idlePauses.get(ref.id) ?? new Set<number>()
  const needed = pausesOf(ref.id, sources).filter(({ start }) => !idle.has(start))
  if (seen === null || needed.length === 0) return null
  const found = languages[sources.framework.language].cures['wait-for-condition']({ ...seen, isBounded: true })
  const [way] = found.kind === 'edits' ? found.ways : []
  if (way === undefined || !way.some(({ file, start }) => file === ref.file && needed.some((pause) => pause.start === start))) return null
  const { file, body } = seen.test
  const isStrict = COUNTS_OR_DENIES.test(file.text.slice(body.start, body.end))
  // imports stay, whatever pauses are left as they are
  const isOfIdle = ({ file, start }: { readonly file: string; readonly start: number }) => file === ref.file && idle.has(start)
  return candidateOf({
    ...{ name: NAME, type: 'remove_waits', testId: ref.id, tests: [ref.id], files: [ref.file], measured: 'tests' },
    ...{ expectedMs: ms * EXPECTED, risk: isStrict ? 'medium' : 'low', shares: false },
    why: `the test waits a fixed time for something that is there sooner${isStrict ? '; what it counts, or denies, is then looked at sooner too' : ''}`,
    how: 'it asks again until what it is about holds, and no longer than it waited so far',
    edits: way.filter((edit) => !isOfIdle(edit)).map(asEdit),
  })
}
