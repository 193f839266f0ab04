import type { Observation, SeenRuns } from '../../model/hunt-part.ts'
import type { TestRun } from '../../model/runs/test-run.ts'
import type { TestRef } from '../../model/test-ref.ts'
import { type Count, countOf } from '../flakiness/count.ts'

/** The arm of runs in which nothing was changed. */
export const USUAL = 'usual'

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
  /** What was seen after the runs that it began with; of these tests alone. */
  added(testIds: readonly string[]): SeenRuns
}

/** `before`: runs on other machines of the same hunt. */
export function createObservations(before: readonly SeenRuns[] = []): Observations {
  const tests = new Map<string, TestRef>(before.flatMap((one) => one.tests.map((test) => [test.id, test] as const)))
  const seen = new Map<string, Observation[]>()
  for (const { testId, observations } of before.flatMap((one) => one.seen)) seen.set(testId, [...(seen.get(testId) ?? []), ...observations])
  const orders = new Map<string, readonly string[]>()
  const open = new Map<string, readonly string[]>(before.flatMap((one) => one.left.map(({ testId, what }) => [testId, what] as const)))
  const key = (arm: string, variant: number) => `${arm} ${variant}`
  for (const { arm, variant, testIds } of before.flatMap((one) => one.orders)) orders.set(key(arm, variant), testIds)
  const known = new Map([...seen].map(([id, own]) => [id, own.length]))
  const added: { arm: string; variant: number }[] = []
  const of = (testId: string) => seen.get(testId) ?? []
  return {
    tests,
    of,
    add: (arm, variant, run) => {
      const ran = run.tests.filter(({ outcome }) => outcome !== 'skipped')
      orders.set(key(arm, variant), [...new Set(ran.map(({ id }) => id))])
      added.push({ arm, variant })
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
    order: (arm, variant) => orders.get(key(arm, variant)) ?? [],
    added: (testIds) => ({
      tests: [...tests.values()],
      left: [...open].map(([testId, what]) => ({ testId, what: [...what] })),
      seen: testIds.map((testId) => ({ testId, observations: of(testId).slice(known.get(testId) ?? 0) })),
      orders: [...new Map(added.map((one) => [key(one.arm, one.variant), one])).values()].map(({ arm, variant }) => ({
        ...{ arm, variant, testIds: [...(orders.get(key(arm, variant)) ?? [])] },
      })),
    }),
  }
}
