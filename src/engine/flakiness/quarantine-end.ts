import { quantile, updated } from './beta.ts'
import { mostReruns } from './rerun-policy.ts'

/** One attempt of a run in which a quarantined test ran. `isNew`: it failed on the default branch in a way that is not muted. */
export type QuarantinedRun = { readonly hasFailed: boolean; readonly isNew: boolean }

/** What its runs say of a quarantine. `clean` are the runs that it passed in a row, of `needed`. */
export type QuarantineEnd =
  | { readonly kind: 'holds'; readonly clean: number; readonly needed: number }
  | { readonly kind: 'released'; readonly clean: number }
  | { readonly kind: 'escalated'; readonly why: 'new_failure' | 'always_fails'; readonly runs: number }

/** The chance to release a test that still fails as often as it did, and to keep one that is sound. */
const RELEASED_WRONGLY = 0.05
const KEPT_WRONGLY = 0.01
/** How often a sound test may fail: once in a thousand runs. */
const SOUND = 0.001
/** A test that failed more rarely would need more than 330 clean runs: longer than any quarantine lasts. */
const RAREST = 0.01
/** Taken for the rate where too few runs are known; half of the published flaky tests fail more rarely than one run in twenty. */
const UNKNOWN_RATE = 0.05
const ENOUGH = 10

/** What became of the test before it was quarantined. */
export type RateBefore = { readonly failed: number; readonly passed: number }

/**
 * After how many clean runs in a row a test counts as sound: Wald's sequential probability ratio test (1945) of the rate that it had, its
 * lower 95 % bound p1, against p0 = 0.001. Every pass adds ln((1 − p1) / (1 − p0)), and the test ends at ln(β / (1 − α)), with α = 0.01 and
 * β = 0.05: 14 runs for one failure in five, 60 for one in twenty. A failure begins it anew: with these numbers one alone nearly decides.
 */
export function cleanRunsToRelease({ failed, passed }: RateBefore): number {
  const bound = quantile(updated(JEFFREYS, failed, passed), 0.05)
  const rate = Math.max(RAREST, failed + passed < ENOUGH ? Math.min(bound, UNKNOWN_RATE) : bound)
  return Math.ceil(Math.log(RELEASED_WRONGLY / (1 - KEPT_WRONGLY)) / Math.log((1 - rate) / (1 - SOUND)))
}

const JEFFREYS = { a: 0.5, b: 0.5 }

/**
 * Whether a quarantine ends before its time, by the runs since it was given, oldest first. Where a test fails in as many runs in a row as
 * a failure is rerun before it counts as real, it is not flaky any more.
 */
export function judgeQuarantine(runs: readonly QuarantinedRun[], before: RateBefore): QuarantineEnd {
  if (runs.some(({ isNew }) => isNew)) return { kind: 'escalated', why: 'new_failure', runs: 1 }
  const failing = mostReruns() + 1
  const lastPass = runs.findLastIndex(({ hasFailed }) => !hasFailed)
  const inARow = runs.length - 1 - lastPass
  if (inARow >= failing) return { kind: 'escalated', why: 'always_fails', runs: inARow }
  const clean = runs.length - 1 - runs.findLastIndex(({ hasFailed }) => hasFailed)
  const needed = cleanRunsToRelease(before)
  return clean >= needed ? { kind: 'released', clean } : { kind: 'holds', clean, needed }
}
