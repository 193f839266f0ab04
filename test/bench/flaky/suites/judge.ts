import type { FlakyTestResult } from '../../../../src/model/result/flaky-test-result.ts'
import type { FlakyFixture, Suite } from './truth.ts'

/** What was said of one test. `cause` is the first one that was named; `polluter` whether the right one was, where there is one. */
export type Judged = {
  readonly suite: string
  readonly test: string
  readonly expected: FlakyFixture | null
  readonly isFound: boolean
  readonly cause: string | null
  readonly isCauseRight: boolean
  readonly polluter: boolean | null
  readonly failed: string
}

/** Each flaky fixture test, and each stable one that was called flaky. */
export function judge({ name, flaky }: Pick<Suite, 'name' | 'flaky'>, results: readonly FlakyTestResult[]): readonly Judged[] {
  const called = results.filter(({ isFlaky }) => isFlaky)
  const expected = flaky.map((one): Judged => {
    const found = called.find(({ testId }) => testId === one.test)
    const [first] = found?.rootCauses ?? []
    return {
      ...{ suite: name, test: one.test, expected: one, isFound: found !== undefined, cause: first?.cause ?? null },
      isCauseRight: first !== undefined && one.causes.includes(first.cause),
      polluter: isPolluterRight(one, found),
      failed: found === undefined ? '' : `${found.failCount}/${found.totalRuns}`,
    }
  })
  const wrong = called
    .filter(({ testId }) => !flaky.some(({ test }) => test === testId))
    .map(
      ({ testId, rootCauses, failCount, totalRuns }): Judged => ({
        ...{ suite: name, test: testId, expected: null, isFound: true, cause: rootCauses[0]?.cause ?? null, isCauseRight: false },
        ...{ polluter: null, failed: `${failCount}/${totalRuns}` },
      }),
    )
  return [...expected, ...wrong]
}

function isPolluterRight({ polluter, cleaner }: FlakyFixture, found: FlakyTestResult | undefined): boolean | null {
  if (polluter === undefined && cleaner === undefined) return null
  return (found?.rootCauses ?? []).some((cause) =>
    // who puts a victim right again is seen only where an order had it between them
    polluter !== undefined ? cause.polluter === polluter && (cause.cleaner ?? cleaner) === cleaner : cause.cleaner === cleaner,
  )
}

export type Figures = {
  readonly flaky: number
  readonly recall: number
  readonly precision: number
  readonly causeMacro: number
  readonly causes: Readonly<Record<string, string>>
  readonly polluters: string
  readonly polluterShare: number
}

/** `causeMacro`: the mean over the causes of the share that was named rightly, unfound ones as wrong. */
export function figuresOf(judged: readonly Judged[]): Figures {
  const expected = judged.filter((one) => one.expected !== null)
  const found = expected.filter(({ isFound }) => isFound).length
  const kinds = Map.groupBy(expected, (one) => one.expected?.causes[0] ?? '')
  const share = (some: readonly Judged[], of: (one: Judged) => boolean) => some.filter(of).length / Math.max(1, some.length)
  const shares = [...kinds.values()].map((some) => share(some, ({ isCauseRight }) => isCauseRight))
  const dependent = expected.filter(({ polluter }) => polluter !== null)
  const named = dependent.filter(({ polluter }) => polluter === true).length
  return {
    flaky: expected.length,
    recall: found / Math.max(1, expected.length),
    precision: found / Math.max(1, judged.filter(({ isFound }) => isFound).length),
    causeMacro: shares.reduce((sum, one) => sum + one, 0) / Math.max(1, shares.length),
    causes: Object.fromEntries(
      [...kinds].map(([kind, some]) => [kind, `${some.filter(({ isCauseRight }) => isCauseRight).length}/${some.length}`]),
    ),
    polluters: `${named}/${dependent.length}`,
    polluterShare: named / Math.max(1, dependent.length),
  }
}
