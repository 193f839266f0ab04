import type { Verdict } from '../../model/verdict.ts'

type VerdictWords = {
  /** Before a reason, on a terminal. */
  readonly short: string
  /** The verdict as a sentence for one test and for several. */
  readonly one: string
  readonly many: string
  /** For the headline: "2 are flaky". */
  readonly counted: (count: number) => string
  /** What evidence would give another answer. */
  readonly reconsider: string
}

const is = (one: string, many: string) => (count: number) => `${count} ${count === 1 ? one : many}`

/** Verdicts that point at changed lines of the product: a reader wants to see these lines and both values. */
export const IN_THE_PRODUCT: ReadonlySet<Verdict> = new Set(['product_regression', 'behaviour_changed'])

/** What people read of a verdict, on a terminal and on GitHub. */
export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWords>> = {
  obsolete_test: {
    short: 'out-of-date test',
    one: 'The test is out of date.',
    many: 'The tests are out of date.',
    counted: is('is out of date', 'are out of date'),
    reconsider: 'If the new contract was not meant, undo it in the source: the test is then right as it is.',
  },
  removed_behaviour: {
    short: 'tests something that was removed',
    one: 'What this test checks was removed.',
    many: 'What these tests check was removed.',
    counted: is('checks something that was removed', 'check something that was removed'),
    reconsider: 'If it was not meant to go, bring it back in the source: the test is then right as it is.',
  },
  product_regression: {
    short: 'broken product',
    one: 'The product looks broken.',
    many: 'The product looks broken.',
    counted: is('points to a broken product', 'point to a broken product'),
    reconsider:
      'If this was meant, say so in the pull request and change what the test expects. What the pull request, the commit message, the docs and the changelog say of it is read as a sign that it was.',
  },
  behaviour_changed: {
    short: 'behaviour changed',
    one: 'The behaviour changed.',
    many: 'The behaviour changed.',
    counted: is('shows changed behaviour', 'show changed behaviour'),
    reconsider:
      'If the change was meant, say so in the pull request or in a commit message; what the docs and the changelog say counts too. If it was not, undo it in the source: the test is then right as it is.',
  },
  flaky: {
    short: 'flaky',
    one: 'Flaky.',
    many: 'Flaky.',
    counted: is('is flaky', 'are flaky'),
    reconsider:
      'It passed and failed on the same code under equal conditions, so more runs cannot make it a clean failure. A race in the product can look like this too.',
  },
  infrastructure: {
    short: 'the machine failed',
    one: 'The machine or the network failed, not the code.',
    many: 'The machine or the network failed, not the code.',
    counted: is('was stopped by the machine', 'were stopped by the machine'),
    reconsider: 'Run the job again: if it fails the same way on a healthy machine, this answer is wrong.',
  },
  environment: {
    short: 'the environment is incomplete',
    one: 'The environment is not the one that the test needs.',
    many: 'The environment is not the one that the tests need.',
    counted: is('failed in its environment', 'failed in their environment'),
    reconsider: 'A run with the missing dependency or tool in place, and the same failure, would show that it is the code after all.',
  },
  unknown: {
    short: 'unknown',
    one: 'No answer yet.',
    many: 'No answer yet.',
    counted: is('has no answer yet', 'have no answer yet'),
    reconsider: 'A failure that happens again under the same conditions, or a base on which the test passes, would make it answerable.',
  },
}
