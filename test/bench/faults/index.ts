import type { MutationOperator } from '../../../src/engine/mutation/operator.ts'
import { fieldsSwapped } from './fields-swapped.ts'
import { keyMisspelled } from './key-misspelled.ts'
import { keysCrossed } from './keys-crossed.ts'
import { keywordMisspelled } from './keyword-misspelled.ts'
import { memberMisspelled } from './member-misspelled.ts'
import { optionMisspelled } from './option-misspelled.ts'
import { parameterHalfRenamed } from './parameter-half-renamed.ts'
import { resultWrapped } from './result-wrapped.ts'
import { updateDropped } from './update-dropped.ts'

/** Faults that look like a changed contract: what a strategy could take for one. The engine's own mutants judge strength; these try to fool it. */
export const lookalikes: readonly MutationOperator[] = [
  fieldsSwapped,
  keysCrossed,
  keyMisspelled,
  memberMisspelled,
  keywordMisspelled,
  optionMisspelled,
  parameterHalfRenamed,
  resultWrapped,
  updateDropped,
]
