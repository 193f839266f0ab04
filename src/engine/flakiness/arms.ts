import type { FrameworkName } from '../../model/framework-name.ts'
import type { FlakyCause } from '../../model/result/flaky-test-result.ts'
import type { RunConditions } from '../../model/runs/run-conditions.ts'
import type { RunRequest } from '../../model/runs/test-run.ts'

/**
 * One factor of an experiment. `words` end the sentence 'it failed in 3 of 10 runs'. `variants`: ways to change the factor, each a run. What a change of
 * the failure rate says: `rate`: this is the cause, where it changes in the direction of `effect`. `variant`: it is, where equal variants end alike and
 * different ones do not. `order`: another test is the cause, which is then looked for. `screens`: it is tried on tests that never failed so far.
 */
export type Arm = {
  readonly name: string
  readonly cause: FlakyCause
  readonly words: string
  readonly variants: readonly Pick<RunRequest, 'conditions' | 'secondRun'>[]
  readonly shows: 'rate' | 'variant' | 'order'
  readonly effect: 'more' | 'less' | 'any'
  readonly screens: boolean
  /** What a failure may say that has this cause: then the factor is tried before others. It proves nothing. */
  readonly clue?: RegExp
  /** Whether other files are part of it: then all tests run, and not only the suspects' files. */
  readonly isWhole?: boolean
  readonly frameworks: readonly FrameworkName[]
}

const ALL: readonly FrameworkName[] = ['pytest', 'jest', 'vitest']
const SCRIPT: readonly FrameworkName[] = ['jest', 'vitest']

const under = (variants: readonly RunConditions[]) => variants.map((conditions) => ({ conditions }))
const numbered = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** One polluter with one cleaner shows in a random order with a chance of one third: seven orders show it in 94 of 100 cases. */
const ORDERS = 7
/** A test that fails with every tenth seed passes with all of these in 8 of 100 cases. */
const SEEDS = 24
const HASH_SEEDS = 12

// the first seconds before and after which a date, a month, a year, or a day that only some years have, changes
const CLOCKS = ['2027-01-31T23:59:58Z', '2028-02-29T12:00:00Z', '2026-12-31T23:59:58Z', '2027-03-28T00:59:58Z', '2031-06-13T09:30:00Z']
// the first and the last to begin a day, and one that is half an hour off
const ZONES = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata']

/**
 * Every factor, in the order in which they are confirmed: what explains a test that fails by chance comes first, and what is explained needs no
 * further runs. `patience` stands before the seeds: a seed may also fix how long a product needs, but not how long a test waits for it.
 */
export const ARMS: readonly Arm[] = [
  {
    ...{ name: 'order', cause: 'order_dependent', words: 'in another order' },
    variants: under([{ order: 'reversed' }, ...numbered(ORDERS).map((order) => ({ order }))]),
    ...{ shows: 'order', effect: 'any', screens: true, isWhole: true, frameworks: ALL },
  },
  {
    ...{ name: 'hash seed', cause: 'unordered_collection', words: 'with other hash seeds' },
    variants: under(numbered(HASH_SEEDS).map((hashSeed) => ({ hashSeed }))),
    ...{ shows: 'variant', effect: 'any', screens: true, frameworks: ['pytest'] },
  },
  {
    ...{ name: 'patience', cause: 'async_wait', words: 'where it waits five times as long', clue: /time[d ]*out|exceeded/i },
    variants: under([{ patience: 5 }]),
    ...{ shows: 'rate', effect: 'less', screens: false, frameworks: ALL },
  },
  {
    ...{ name: 'random seed', cause: 'randomness', words: 'with other random seeds' },
    variants: under(numbered(SEEDS).map((randomSeed) => ({ randomSeed }))),
    ...{ shows: 'variant', effect: 'any', screens: true, frameworks: ALL },
  },
  {
    ...{ name: 'turns', cause: 'concurrency', words: 'where threads take turns, one after the other' },
    variants: under([{ turns: 'long' }]),
    ...{ shows: 'rate', effect: 'less', screens: false, frameworks: ALL },
  },
  {
    ...{ name: 'whole seconds', cause: 'time', words: 'where each test begins with a full second' },
    variants: under([{ wholeSeconds: true }]),
    ...{ shows: 'rate', effect: 'less', screens: false, frameworks: ALL },
  },
  {
    ...{ name: 'workers', cause: 'concurrency', words: 'with its files in two processes at once' },
    variants: under([{ workers: 2 }]),
    ...{ shows: 'rate', effect: 'more', screens: true, isWhole: true, frameworks: SCRIPT },
  },
  {
    ...{ name: 'one worker', cause: 'concurrency', words: 'with one file after the other', clue: /EADDRINUSE|in use|EEXIST|locked|EBUSY/ },
    variants: under([{ workers: 1 }]),
    ...{ shows: 'rate', effect: 'less', screens: false, isWhole: true, frameworks: SCRIPT },
  },
  {
    ...{ name: 'clock', cause: 'time', words: 'at another time' },
    variants: under(CLOCKS.map((clock) => ({ clock }))),
    ...{ shows: 'rate', effect: 'any', screens: true, frameworks: ALL },
  },
  {
    ...{ name: 'time zone', cause: 'time', words: 'in another time zone' },
    variants: under(ZONES.map((zone) => ({ zone }))),
    ...{ shows: 'rate', effect: 'any', screens: true, frameworks: ALL },
  },
  {
    ...{ name: 'after itself', cause: 'filesystem', words: 'after a run that left its files' },
    variants: [{ secondRun: true }],
    ...{ shows: 'rate', effect: 'more', screens: true, frameworks: ALL },
  },
  {
    ...{ name: 'network', cause: 'network', words: 'without a network', clue: /ECONN|ENOTFOUND|EAI_AGAIN|getaddrinfo|unreachable/i },
    variants: under([{ network: 'off' }]),
    ...{ shows: 'rate', effect: 'more', screens: true, frameworks: ALL },
  },
  {
    ...{ name: 'load', cause: 'async_wait', words: 'with every processor busy' },
    variants: under([{ load: true }]),
    ...{ shows: 'rate', effect: 'more', screens: true, frameworks: ALL },
  },
  {
    ...{ name: 'one processor', cause: 'concurrency', words: 'on one processor' },
    variants: under([{ processors: 1 }]),
    ...{ shows: 'rate', effect: 'any', screens: true, frameworks: ALL },
  },
]
