import { type Beta, intervalOf, isBelow } from './beta.ts'

/** How often a test failed in some runs. */
export type Count = { readonly failed: number; readonly runs: number }

const NONE: Count = { failed: 0, runs: 0 }

/** So sure it must be that two rates differ. About 20 variants are tried: at 0.95 one of them would seem to be the cause by chance, at 0.998 one in 25 tests has one. */
const SURE = 0.998

export function sumOf(counts: readonly Count[]): Count {
  return counts.reduce((sum, { failed, runs }) => ({ failed: sum.failed + failed, runs: sum.runs + runs }), NONE)
}

export function countOf(outcomes: readonly ('passed' | 'failed')[]): Count {
  return { failed: outcomes.filter((outcome) => outcome === 'failed').length, runs: outcomes.length }
}

export function isMixed({ failed, runs }: Count): boolean {
  return failed > 0 && failed < runs
}

/** What is known of the rate after these runs, and nothing before them. */
function rateOf({ failed, runs }: Count): Beta {
  return { a: 1 + failed, b: 1 + runs - failed }
}

/** The failure rate lies between these in 95 of 100 cases. */
export function rateInterval(count: Count): [low: number, high: number] {
  const [low, high] = intervalOf(rateOf(count))
  // what was seen at every run is not excluded
  return [count.failed === 0 ? 0 : low, count.failed === count.runs ? 1 : high]
}

/** How sure it is that two rates differ, in the likelier direction: from 0.5 to 1. */
export function differs(one: Count, other: Count): number {
  const more = isBelow(rateOf(one), rateOf(other))
  return Math.max(more, 1 - more)
}

/** How many runs without a failure are needed to say that a test which failed so often does not fail any more. */
export function passesNeeded({ failed, runs }: Count): number {
  const rate = failed / Math.max(1, runs)
  return rate <= 0 ? 0 : Math.ceil(Math.log(1 - SURE) / Math.log1p(-Math.min(rate, 0.99)))
}

/** Whether the second rate is surely higher (`more`), surely lower (`less`), or neither. */
export function rateChange(from: Count, to: Count): 'more' | 'less' | null {
  if (from.runs === 0 || to.runs === 0) return null
  const more = isBelow(rateOf(from), rateOf(to))
  if (more > SURE) return 'more'
  return 1 - more > SURE ? 'less' : null
}
