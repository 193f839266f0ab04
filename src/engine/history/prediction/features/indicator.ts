import type { Facts } from '../facts.ts'

/**
 * One number about a test before it runs, and the words for it; null where there is nothing to say. `prior`: the weight that is assumed
 * before anything is learned, `priorFailing` that of tests which failed the last time; 0 where it is not said.
 */
export type Indicator = {
  readonly name: string
  readonly prior?: number
  readonly priorFailing?: number
  value(facts: Facts): number
  words(facts: Facts): string | null
}

export const percent = (rate: number): string => `${Math.round(100 * rate)} %`
export const howMany = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
export const log = (value: number): number => Math.log1p(Math.max(0, value))
