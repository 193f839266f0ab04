import type { FailureAnalyser } from './failure-analyser.ts'

/** Never decided from the words of a message: vocabulary-based flaky-test classifiers lose most of their accuracy on projects that they were not trained on. */
export const flaky = {
  type: 'flaky',
  description: 'The same code passed and failed under equal conditions.',
  isThrown: (_, { hasBothOutcomes }) => hasBothOutcomes === true,
  isSaid: () => false,
  patterns: [],
  read: () => ({}),
} satisfies FailureAnalyser
