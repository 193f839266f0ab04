import type { Facts } from '../facts.ts'
import { logOdds } from '../odds.ts'
import { failuresIn, recentRate } from '../test-record.ts'
import { howMany, type Indicator, log, percent } from './indicator.ts'

const above = (rate: number, usual: number): number => logOdds(0.02 + 0.96 * rate) - logOdds(usual)

/** How the test ended before, each beside how often tests of this repository fail. */
export const HISTORY_FEATURES: readonly Indicator[] = [
  {
    name: 'average',
    value: ({ record, rate }) => (record.runs === 0 ? 0 : above(record.average, rate)),
    words: ({ record }) => recently(record.recent, 5),
  },
  {
    name: 'last-five',
    value: ({ record, rate }) => logOdds(recentRate(record, 5, rate)) - logOdds(rate),
    words: ({ record }) => recently(record.recent, 5),
  },
  {
    name: 'last-twenty',
    prior: 0.8,
    priorFailing: 0.8,
    value: ({ record, rate }) => logOdds(recentRate(record, 20, rate)) - logOdds(rate),
    words: ({ record }) => recently(record.recent, 20),
  },
  {
    name: 'all',
    value: ({ record, rate }) => logOdds((record.failures + 4 * rate) / (record.runs + 4)) - logOdds(rate),
    words: ({ record }) => always(record),
  },
  {
    name: 'slow',
    value: ({ record, rate }) => logOdds((record.slow * record.runs + 4 * rate) / (record.runs + 4)) - logOdds(rate),
    words: ({ record }) => always(record),
  },
  {
    name: 'since-failure',
    value: ({ record: { sinceFailure, runs } }) => 1 / (1 + (sinceFailure ?? runs + 5)),
    words: ({ record: { sinceFailure, runs } }) => {
      if (sinceFailure === null) return runs === 0 ? null : `never failed in ${howMany(runs, 'run')}`
      return sinceFailure === 0 ? 'failed in its last run' : `last failed ${howMany(sinceFailure, 'run')} ago`
    },
  },
  {
    name: 'flips',
    value: ({ record }) => (record.flips + 0.5) / (record.runs + 5),
    words: ({ record: { flips, runs } }) =>
      flips < 3 ? null : `turned between passing and failing ${flips} times in ${howMany(runs, 'run')}`,
  },
  {
    name: 'new',
    value: ({ record }) => Number(record.runs === 0),
    words: ({ record, hasHistory }) => (hasHistory && record.runs === 0 ? 'never ran before' : null),
  },
  {
    name: 'young',
    value: ({ record }) => 1 / (1 + record.runs),
    words: ({ record: { runs } }) => (runs > 0 && runs < 5 ? `ran only ${howMany(runs, 'time')} before` : null),
  },
  {
    name: 'duration',
    value: ({ relativeDuration }) => Math.log(Math.min(100, Math.max(0.01, relativeDuration))) / 3,
    words: ({ relativeDuration }) => (relativeDuration > 2 ? `takes ${relativeDuration.toFixed(1)} times as long as most tests` : null),
  },
  {
    name: 'gap',
    value: ({ gapDays, record }) => (record.runs === 0 ? 0 : log(gapDays) / 3),
    words: ({ gapDays }) => (gapDays < 2 ? null : `did not run for ${Math.round(gapDays)} days`),
  },
  {
    name: 'fresh',
    value: ({ record, rate, gapDays }) => (record.runs === 0 ? 0 : fading(gapDays) * above(record.average, rate)),
    words: () => null,
  },
  {
    name: 'mates',
    value: ({ mates, rate }) => above(mates, rate),
    words: ({ mates }) => `the tests of its file failed in ${percent(mates)} of their last runs`,
  },
  { name: 'mates-slow', value: ({ matesSlow, rate }) => above(matesSlow, rate), words: () => null },
  {
    name: 'folder',
    value: ({ folder, rate }) => above(folder, rate),
    words: ({ folder }) => `the tests of its folder failed in ${percent(folder)} of their last runs`,
  },
  { name: 'folder-gap', value: ({ folderGapDays }) => log(folderGapDays) / 3, words: () => null },
  { name: 'fresh-folder', value: ({ folder, rate, folderGapDays }) => fading(folderGapDays) * above(folder, rate), words: () => null },
]

function fading(days: number): number {
  return Math.exp(-days / 7)
}

function recently(recent: string, most: number): string | null {
  const seen = recent.slice(0, most)
  return seen === '' ? null : `failed in ${failuresIn(seen)} of its last ${howMany(seen.length, 'run')}`
}

function always({ runs, failures }: Facts['record']): string | null {
  return runs === 0 ? null : `failed in ${failures} of ${howMany(runs, 'run')}`
}
