import { z } from 'zod'
import { Cause } from './cause.ts'
import { RepairStrategy } from './repair-strategy.ts'

/** Offsets into the head's text, in UTF-16 units; `end` is exclusive. */
const TextRange = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() })

/**
 * One replacement in a test file. `effect`: `reach` changes only how the code is reached, `expectation` what the test expects (then
 * `value` holds both source literals), `removal` takes a test, a row or an assertion away, `setup` adds what the code under test finds when it runs (`value` has the text). `causes` are ids of the candidate's causes.
 */
export const Edit = z.object({
  file: z.string(),
  range: TextRange,
  replacement: z.string(),
  effect: z.enum(['reach', 'expectation', 'removal', 'setup']),
  value: z.object({ before: z.string(), after: z.string() }).optional(),
  causes: z.array(z.string()),
})
export type Edit = Readonly<z.infer<typeof Edit>>

/** Where a candidate comes from: our rules, an edit learned from the same change, or a language model. */
const Origin = z.enum(['rule', 'example', 'llm'])

/**
 * Edits that would repair `testIds` together, as plain data. `askedBy` are those of them whose own failure led to the edits; the others
 * are neighbours whose text is edited too. `round` counts from 0: candidates of a later round are tried for tests that no earlier one
 * repaired. `confidence` is 0 to 1.
 */
export const Candidate = z.object({
  id: z.string(),
  testIds: z.array(z.string()),
  askedBy: z.array(z.string()),
  strategy: RepairStrategy,
  origin: Origin,
  round: z.number().int().nonnegative(),
  causes: z.array(Cause),
  edits: z.array(Edit),
  confidence: z.number(),
})
export type Candidate = Readonly<z.infer<typeof Candidate>>
