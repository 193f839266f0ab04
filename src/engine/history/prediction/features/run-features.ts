import { logOdds } from '../odds.ts'
import { type Indicator, log, percent } from './indicator.ts'

/** What is the same for all tests of a run. */
export const RUN_FEATURES: readonly Indicator[] = [
  {
    name: 'run-share',
    value: ({ runShare }) => -Math.log(runShare) / 4,
    words: ({ runShare }) => (runShare > 0.5 ? null : `only ${percent(runShare)} of the tests run`),
  },
  {
    name: 'quick-rate',
    value: ({ quickRate, rate }) => logOdds(quickRate) - logOdds(rate),
    words: ({ quickRate }) => `${percent(quickRate)} of all tests failed in the last runs`,
  },
  {
    name: 'peers',
    value: ({ peers, rate }) => logOdds(peers) - logOdds(rate),
    words: ({ peers }) => `the tests of this run failed in ${percent(peers)} of their last runs`,
  },
  { name: 'files', value: ({ files }) => log(files) / 3, words: ({ files }) => (files > 9 ? `the change touches ${files} files` : null) },
  {
    name: 'churn-week',
    value: ({ churnWeek }) => log(churnWeek) / 3,
    words: ({ churnWeek }) => (churnWeek > 2 ? `the changed files changed ${churnWeek} times within a week` : null),
  },
  { name: 'churn-months', value: ({ churnMonths }) => log(churnMonths) / 4, words: () => null },
  {
    name: 'author',
    prior: 0.5,
    value: ({ author, breakRate }) => logOdds(author) - logOdds(breakRate),
    words: ({ author, breakRate }) => `the author's last changes broke ${author > breakRate ? 'more' : 'fewer'} tests than usual`,
  },
  {
    name: 'fragility',
    value: ({ fragility, breakRate, knowsChange }) => (knowsChange ? logOdds(fragility) - logOdds(breakRate) : 0),
    words: ({ fragility, breakRate }) => `changes of these files broke ${fragility > breakRate ? 'more' : 'fewer'} tests than usual`,
  },
]
