import { z } from 'zod'
import { ContractChange } from '../../model/contract-change.ts'
import { CheckResult, RepairChange } from '../../model/test-repair.ts'
import { Answer } from './answer.ts'
import { currentOutcome } from './stored-outcome.ts'

/** A repaired file as it would be committed. */
const OfferedFile = z.object({ path: z.string(), content: z.string(), mode: z.enum(['100644', '100755']) })

/** Repairs that passed the server's own review; `changes` are the contract changes that it read from the sources itself. */
export const Offer = z.object({
  files: z.array(OfferedFile),
  patch: z.string(),
  changes: z.array(ContractChange),
  tests: z.array(z.object({ testId: z.string(), message: z.string(), changes: z.array(RepairChange) })),
  ownChecks: z.array(CheckResult),
  claimedChecks: z.array(CheckResult),
})
export type Offer = Readonly<z.infer<typeof Offer>>

/** What a healing found, as it is kept with it until it is delivered. `notes` are sentences of ours about the whole, in Markdown. Reads what version 1 stored as well. */
export const HealingOutcome = z.preprocess(
  currentOutcome,
  z.object({ version: z.literal(2), answers: z.array(Answer), offer: Offer.nullable(), notes: z.array(z.string()) }),
)
export type HealingOutcome = Readonly<z.infer<typeof HealingOutcome>>
