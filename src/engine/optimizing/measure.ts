import type { TestRun } from '../../model/runs/test-run.ts'
import type { TimedPair } from '../optimization/paired-saving.ts'
import { AS_IT_IS, freshRun, notPassed, type OptimizeContext, type Texts } from './optimize-context.ts'

/** The fewest with an interval of 95 %: it is above zero only where each pair was faster. */
export const PAIRS = 6

export type Measured<T> =
  | { readonly outcome: 'measured'; readonly before: readonly T[]; readonly after: readonly T[] }
  | { readonly outcome: 'failed'; readonly detail: string }

/**
 * Runs that take turns, without the texts and with them, in an order that changes, so that a machine which becomes slower meanwhile disturbs both sides.
 * `goesOn` is asked after each pair.
 */
export async function interleaved<T>(
  context: OptimizeContext,
  texts: Texts,
  run: (texts: Texts) => Promise<T | { readonly failed: string }>,
  goesOn: (pairs: { readonly before: readonly T[]; readonly after: readonly T[] }) => boolean,
): Promise<Measured<T>> {
  const before: T[] = []
  const after: T[] = []
  for (let pair = 0; pair < PAIRS; pair += 1) {
    if (context.clock.now() > context.endsAt)
      return { outcome: 'failed', detail: `only ${pair} of ${PAIRS} pairs of runs: the time was used up` }
    const sides = [
      { own: AS_IT_IS, seen: before },
      { own: texts, seen: after },
    ]
    for (const { own, seen } of pair % 2 === 0 ? sides : sides.toReversed()) {
      const one = await run(own)
      if (isFailed(one)) return { outcome: 'failed', detail: `${own === AS_IT_IS ? 'as it is' : 'changed'}: ${one.failed}` }
      seen.push(one)
    }
    if (!goesOn({ before, after })) return { outcome: 'failed', detail: `${pair + 1} pairs of runs were not faster` }
  }
  return { outcome: 'measured', before, after }
}

function isFailed(one: unknown): one is { readonly failed: string } {
  return typeof one === 'object' && one !== null && 'failed' in one
}

/** One run of files in which these tests have to pass. */
export async function runOf(
  context: OptimizeContext,
  texts: Texts,
  files: readonly string[],
  ids: readonly string[],
  alone = false,
): Promise<TestRun | { readonly failed: string }> {
  const run = await freshRun(context, texts, { files: [...files], testIds: [], alone })
  const [first] = run.status === 'completed' ? notPassed(run, ids) : [run.reason]
  return first === undefined ? run : { failed: run.status === 'completed' ? `${first} did not pass` : first }
}

/** What the project's own way to run everything takes. */
export async function suiteTime(
  context: OptimizeContext,
  texts: Texts,
  files: readonly string[],
): Promise<number | { readonly failed: string }> {
  await context.workspace.checkOut('head', texts)
  const run = await context.runner.plain({ files, whole: true })
  if (run.outcome === 'passed' && run.durationMs !== undefined) return run.durationMs
  return { failed: run.outcome === 'failed' ? run.line : run.outcome === 'not_run' ? run.reason : 'nobody took the time' }
}

export function pairsOf(before: readonly number[], after: readonly number[]): readonly TimedPair[] {
  return before.map((one, index) => ({ before: one, after: after[index] ?? Number.NaN }))
}
