import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { FailureType } from '../../../model/failure/failure-type.ts'
import type { ReadClues } from './failure-clues.ts'
import type { TextPattern } from './text-pattern.ts'

/** One of the ten failure types: how it is recognised, and what its messages say. */
export type FailureAnalyser = {
  readonly type: FailureType
  readonly description: string
  /** By structured evidence: the class of what was thrown or one of its bases, the phase, the compared values. */
  isThrown(exception: string, clues: ReadClues): boolean
  /** By the words of the message, asked only where the evidence of no type spoke. */
  isSaid(text: string): boolean
  /** Messages that name something by themselves, whatever exception carries them. */
  readonly patterns: readonly TextPattern[]
  /** What can be read only once the type is known. */
  read(clues: ReadClues): Partial<FailureFields>
}
