import { z } from 'zod'
import { ContractChange } from '../../model/contract-change.ts'
import { CheckResult, RepairChange } from '../../model/test-repair.ts'
import { Answer, numberAnswers } from './answer.ts'
import { ExplainedValue } from './explained-value.ts'
import { FailedAcceptance } from './failed-acceptance.ts'
import type { FailedTest } from './failed-test.ts'
import { unrunAnswers } from './log-answers.ts'
import { Proposal } from './proposal.ts'
import { currentOutcome } from './stored-outcome.ts'

/** A repaired file as it would be committed; without `content` it is deleted. */
const OfferedFile = z.object({ path: z.string(), content: z.string().nullable(), mode: z.enum(['100644', '100755']) })

const AcceptedRepair = z.object({
  by: z.string(),
  commentUrl: z.string(),
  testIds: z.array(z.string()),
  although: z.array(z.object({ testId: z.string(), why: z.string() })).default([]),
})

/** Repairs that passed the server's own review; `changes` are the contract changes that it read from the sources itself. */
export const Offer = z.object({
  files: z.array(OfferedFile),
  patch: z.string(),
  changes: z.array(ContractChange),
  tests: z.array(z.object({ testId: z.string(), message: z.string(), changes: z.array(RepairChange) })),
  /**
   * Values that tests expect and that change, who said yes to what, where, and to which evidence of a bug (`although`); and what no run has
   * shown of a changed expectation.
   */
  values: z.array(ExplainedValue).default([]),
  accepted: z.array(AcceptedRepair).default([]),
  unproved: z.array(z.object({ testIds: z.array(z.string()), check: CheckResult })).default([]),
  ownChecks: z.array(CheckResult),
  claimedChecks: z.array(CheckResult),
})
export type Offer = Readonly<z.infer<typeof Offer>>

/** What a healing found, as it is kept with it until it is delivered. `notes` are sentences about the whole, in Markdown. Also reads what version 1 stored. */
export const HealingOutcome = z.preprocess(
  currentOutcome,
  z.object({
    version: z.literal(2),
    answers: z.array(Answer),
    offer: Offer.nullable(),
    proposals: z.array(Proposal).default([]),
    failedAcceptances: z.array(FailedAcceptance).default([]),
    notes: z.array(z.string()),
  }),
)
export type HealingOutcome = Readonly<z.infer<typeof HealingOutcome>>

/** Of a healing that came to no answer. */
export const NOTHING_FOUND: HealingOutcome = { version: 2, answers: [], offer: null, proposals: [], failedAcceptances: [], notes: [] }

/** What was kept with a healing; where that cannot be read, nothing, with a note that says so. */
export function readHealingOutcome(stored: unknown): { readonly outcome: HealingOutcome; readonly isReadable: boolean } {
  const { success, data, error } = HealingOutcome.safeParse(stored)
  if (success) return { outcome: data, isReadable: true }
  const [issue] = error.issues
  const note = `What was found before cannot be read again (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}). Say \`/heal\` to look again.`
  return { outcome: { ...NOTHING_FOUND, notes: [note] }, isReadable: false }
}

/** The outcome with an answer from the logs for every test that has none. */
export function completedOutcome(outcome: HealingOutcome, tests: readonly FailedTest[]): HealingOutcome {
  const answers = numberAnswers([...outcome.answers, ...unrunAnswers(openTests(tests, outcome), 'not_run_again')])
  return { ...outcome, answers: [...answers] }
}

/** The tests that have no answer yet. */
export function openTests(tests: readonly FailedTest[], outcome: HealingOutcome): readonly FailedTest[] {
  const settled = new Set(outcome.answers.map(({ testId }) => testId))
  return tests.filter(({ testId }) => !settled.has(testId))
}
