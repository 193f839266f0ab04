/** A test, or a whole file of tests, with what is expected of it. `durationMs`: null where it never ran. */
export type Choice = { readonly testId: string; readonly failure: number; readonly durationMs: number | null; readonly isRequired: boolean }

export type Selected<Test extends Choice> = {
  /** What to run, in this order. */
  readonly run: readonly Test[]
  readonly left: readonly Test[]
  /** The chance that a test that is left out fails. */
  readonly miss: number
  /** How long the selection and everything take, as far as durations are known; an unknown one counts as the median. */
  readonly runMs: number
  readonly allMs: number
}

/**
 * Orders tests by expected failures a second, and takes as many as fit into `budgetMs`; without a budget as many as leave less than
 * `mostMissed` for the chance that a test that is left out fails. What is required always runs, and first.
 */
export function selectTests<Test extends Choice>(
  tests: readonly Test[],
  { budgetMs, mostMissed }: { readonly budgetMs: number | null; readonly mostMissed: number },
): Selected<Test> {
  const usualMs = medianOf(tests.flatMap(({ durationMs }) => durationMs ?? []))
  const costOf = ({ durationMs }: Test): number => Math.max(1, durationMs ?? usualMs)
  const ordered = tests.toSorted(
    (one, other) => Number(other.isRequired) - Number(one.isRequired) || other.failure / costOf(other) - one.failure / costOf(one),
  )
  // the chance that none of the tests from here on fails
  const safeFrom = new Array<number>(ordered.length + 1).fill(1)
  for (let at = ordered.length - 1; at >= 0; at -= 1) safeFrom[at] = (safeFrom[at + 1] as number) * (1 - (ordered[at] as Test).failure)
  const [run, left]: [Test[], Test[]] = [[], []]
  let spentMs = 0
  for (const [at, test] of ordered.entries()) {
    const isWanted = budgetMs === null ? 1 - (safeFrom[at] as number) > mostMissed : spentMs + costOf(test) <= budgetMs
    if (!test.isRequired && !isWanted) left.push(test)
    else {
      run.push(test)
      spentMs += costOf(test)
    }
  }
  return {
    ...{ run, left, runMs: spentMs, allMs: ordered.reduce((sum, test) => sum + costOf(test), 0) },
    miss: 1 - left.reduce((product, { failure }) => product * (1 - failure), 1),
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 1_000
}
