import { z } from 'zod'
import { Edit } from '../../model/candidate.ts'
import { editKeys } from '../intake/accepted-edits.ts'
import type { Answer } from './answer.ts'
import { ExplainedValue } from './explained-value.ts'

/**
 * A repair that passed every check and lacks only a person's yes. `patch` is its own diff. `open` is what besides the source may still use
 * the old contract, '' where an expectation changes instead. `unproved` are checks that no run has shown yet.
 */
export const Proposal = z.object({
  testIds: z.array(z.string()),
  edits: z.array(Edit),
  patch: z.string(),
  values: z.array(ExplainedValue),
  open: z.string(),
  unproved: z.array(z.string()).default([]),
})
export type Proposal = Readonly<z.infer<typeof Proposal>>

/** A person's yes to one proposal, bound to exactly its edits, and to what it said was not shown; `commentUrl` is where they said so. */
export const Acceptance = z.object({
  testIds: z.array(z.string()),
  edits: z.array(z.string()),
  values: z.array(z.object({ before: z.string(), after: z.string() })),
  unproved: z.array(z.string()).default([]),
  by: z.string(),
  comment: z.number().int(),
  commentUrl: z.string(),
})
export type Acceptance = Readonly<z.infer<typeof Acceptance>>

/** A person's yes to a proposal. */
export function acceptanceOf(
  { testIds, edits, values, unproved }: Proposal,
  by: Pick<Acceptance, 'by' | 'comment' | 'commentUrl'>,
): Acceptance {
  const exchanged = values.map(({ before, after }) => ({ before, after }))
  return { testIds: [...testIds], edits: editKeys(edits), values: exchanged, unproved: [...unproved], ...by }
}

/** A pull request that has moved on: the commit of its newest answer, the one that it is at, and the files that differ. */
export type MovedHead = { readonly from: string; readonly to: string; readonly files: readonly string[] }

/** Whether a test of it points to a bug: then a page hands nobody the yes, and `all` leaves it out. */
export function isSuspect({ testIds }: Pick<Proposal, 'testIds'>, answers: readonly Pick<Answer, 'testId' | 'verdict'>[]): boolean {
  return answers.some(({ testId, verdict }) => verdict === 'product_regression' && testIds.includes(testId))
}

/** The short ids of a proposal's tests, in order: what a person types after `/heal accept`. */
export function shortIdsOf({ testIds }: Pick<Proposal, 'testIds'>, answers: readonly Pick<Answer, 'testId' | 'shortId'>[]): string[] {
  return answers.filter(({ testId }) => testIds.includes(testId)).map(({ shortId }) => shortId)
}
