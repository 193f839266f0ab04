import { testInput } from '../cures/cure-input.ts'
import { candidateOf, withoutLines } from './candidate-of.ts'
import type { Optimization, OptimizationCandidate, OptimizationInput, TimedTest } from './optimization.ts'
import { testsByFile } from './tests-by-file.ts'

const NAME = 'redundant-test'
/** Milliseconds: a quick test may say a thing twice. */
const LEAST_MS = 20

/**
 * A test that reaches the very lines which an earlier one of its file reaches. That it notices no fault which the others miss is shown by running them without
 * it; even then a person decides: sets of tests reduced by coverage lost up to 52 % of the builds that they should have failed.
 */
export const redundantTest: Optimization = {
  name: NAME,
  type: 'merge_redundant',
  description: 'Points out a test without which the same lines are reached and the same faults noticed. Never applied.',
  propose: (input) => [...testsByFile(input.facts)].flatMap(([path, tests]) => ofFile(input, path, tests)),
}

function ofFile(input: OptimizationInput, path: string, tests: readonly TimedTest[]): readonly OptimizationCandidate[] {
  const { coverage } = input.facts
  if (coverage.outcome !== 'measured') return []
  const reachedBy = ({ ref }: TimedTest): string => JSON.stringify(Object.entries(coverage.tests[path]?.[ref.id] ?? {}).toSorted())
  const alike = [...Map.groupBy(tests, reachedBy)].flatMap(([lines, same]) => (lines === '[]' ? [] : [same]))
  return alike.flatMap(([first, ...others]) => (first === undefined ? [] : others.flatMap((one) => without(input, first, one) ?? [])))
}

function without({ sources, focus }: OptimizationInput, first: TimedTest, { ref, ms }: TimedTest): OptimizationCandidate | null {
  const seen = testInput(ref.id, sources, '2000-01-01')
  if (seen === null || ref.row !== null || ms < LEAST_MS || !focus.has(ref.id)) return null
  const { file, node } = seen.test
  const edit = withoutLines(file.path, file.text, node)
  const blank = /^(?:[ \t]*\n)+/.exec(file.text.slice(edit.range.end))?.[0].length ?? 0
  return candidateOf({
    ...{ name: NAME, type: 'merge_redundant', testId: ref.id, tests: [ref.id], files: [ref.file], measured: 'run' },
    ...{ expectedMs: ms, risk: 'high', shares: false, removes: ref.id },
    why: `it reaches the same lines as ${first.ref.id}, and without it the file notices the same faults`,
    how: 'a person may take it out, or say what it alone is for',
    edits: [{ ...edit, range: { start: edit.range.start, end: edit.range.end + blank }, effect: 'removal' }],
  })
}
