import type { FailureAnalyser } from './failure-analyser.ts'

/** Words never decide it: classifiers of words lose most of their accuracy on other projects (algorithms: detection by vocabulary). */
export const flaky = {
  type: 'flaky',
  description: 'The same code passed and failed under equal conditions.',
  isThrown: (_, { hasBothOutcomes }) => hasBothOutcomes === true,
  isSaid: () => false,
  patterns: [],
  read: () => ({}),
} satisfies FailureAnalyser
