import type { FoundStale } from '../engine/staleness/find-stale.ts'
import type { StaleReport } from '../model/result/stale-report.ts'

/** What all frameworks found together. Times in milliseconds. */
export function staleReport(
  { base, head }: { readonly base: string; readonly head: string },
  found: readonly FoundStale[],
  { startedAt, now, frameworkMs }: { readonly startedAt: number; readonly now: number; readonly frameworkMs: number },
): StaleReport {
  const sum = (of: (one: FoundStale) => number) => found.reduce((total, one) => total + of(one), 0)
  const reasons = Map.groupBy(
    found.flatMap(({ leftOut }) => leftOut),
    (reason) => reason,
  )
  return {
    schemaVersion: 1,
    ...{ base, head },
    stale: found.flatMap((one) => one.stale),
    unchecked: found.flatMap((one) => one.unchecked),
    declared: sum(({ declared }) => declared),
    checked: sum(({ checked }) => checked),
    leftOut: [...reasons].map(([reason, all]) => ({ reason, count: all.length })),
    notLooked: found.flatMap((one) => one.notLooked),
    timings: { frameworkMs: Math.round(frameworkMs), ownMs: Math.round(now - startedAt - frameworkMs), runs: sum(({ runs }) => runs) },
    timestamp: new Date(now).toISOString(),
  }
}
