import type { ProbedFailure } from '../../../model/runs/test-run.ts'

/** What is known of a failure: everything a probe saw where we ran the test, the message alone where only a log did. */
export type FailureClues = Pick<ProbedFailure, 'exception' | 'message'> &
  Partial<ProbedFailure> & {
    /** The same code passed and failed under equal conditions: known from runs, never from words. */
    readonly hasBothOutcomes?: boolean
  }

/** Clues as the analysers see them: without colours, cut to a length that no message needs, the class without its module. */
export type ReadClues = Omit<FailureClues, 'exception'> & { readonly exception: string; readonly text: string }
