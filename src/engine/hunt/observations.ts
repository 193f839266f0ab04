import type { TestRun } from '../../model/runs/test-run.ts'
import type { TestRef } from '../../model/test-ref.ts'
import { type Count, countOf } from '../flakiness/count.ts'
import type { TestEnd } from '../flakiness/flaky-test-result.ts'

/** The arm of runs in which nothing was changed. */
export const USUAL = 'usual'

/** How one test ended in one run. `variant` counts from 0 within its arm. */
export type Observation = TestEnd & { readonly arm: string; readonly variant: number }

/** What all runs of a hunt showed, by test; `orders` are the tests of each run in the order in which they ran, by arm and variant. */
export type Observations = {
  add(arm: string, variant: number, run: Pick<TestRun, 'tests'>): void
  readonly tests: ReadonlyMap<string, TestRef>
  of(testId: string): readonly Observation[]
  count(testId: string, arm: string, variant?: number): Count
  variants(testId: string, arm: string): readonly number[]
  order(arm: string, variant: number): readonly string[]
  /** What a test left open in its process in some run. */
  left(testId: string): readonly string[]
}

export function createObservations(): Observations {
  const tests = new Map<string, TestRef>()
  const seen = new Map<string, Observation[]>()
  const orders = new Map<string, readonly string[]>()
  const open = new Map<string, readonly string[]>()
  const of = (testId: string) => seen.get(testId) ?? []
  return {
    tests,
    of,
    add: (arm, variant, run) => {
      const ran = run.tests.filter(({ outcome }) => outcome !== 'skipped')
      orders.set(`${arm} ${variant}`, [...new Set(ran.map(({ id }) => id))])
      for (const { kind, id, file, suite, name, row, outcome, durationMs, failure, left } of ran) {
        if (left !== undefined) open.set(id, left)
        tests.set(id, { kind, id, file, suite, name, row })
        const own = seen.get(id) ?? []
        own.push({ arm, variant, outcome: outcome === 'passed' ? 'passed' : 'failed', durationMs, failure })
        seen.set(id, own)
      }
    },
    count: (testId, arm, variant) =>
      countOf(of(testId).flatMap((one) => (one.arm === arm && (variant === undefined || one.variant === variant) ? [one.outcome] : []))),
    variants: (testId, arm) => [...new Set(of(testId).flatMap((one) => (one.arm === arm ? [one.variant] : [])))].toSorted((a, b) => a - b),
    left: (testId) => open.get(testId) ?? [],
    order: (arm, variant) => orders.get(`${arm} ${variant}`) ?? [],
  }
}
