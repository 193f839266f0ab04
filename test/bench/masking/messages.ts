import type { Mutant } from '../../../src/engine/mutation/mutant.ts'
import type { BugMessages } from '../diagnose/bugs.ts'

/** Says where, and claims nothing. */
export const NEUTRAL: BugMessages = [
  (where) => `Tidy up ${where}`,
  (where) => `Simplify ${where}`,
  (where) => `refactor: clean up ${where}`,
  (where) => `Make ${where} a little faster`,
  (where) => `Clean up ${where}\n\nNo change of behaviour.`,
  () => 'Small clean-ups after review',
]

/** Claims something else than the fault: an intention, a repair, a new behaviour of the same symbol. */
export const CLAIMS: BugMessages = [
  (where) => `fix: ${where} handles empty input`,
  (where) => `feat: ${where} supports longer inputs`,
  (where) => `Change what ${where} does for repeated entries`,
  (where) => `${where} now treats its input more strictly\n\nCallers that relied on the old behaviour have to adapt.`,
  (where) => `feat!: new behaviour of ${where}\n\nBREAKING CHANGE: the result of ${where} is different.`,
  (where) => `Update the result of ${where} as agreed, and its tests follow`,
  (where) => `Fix the rounding in ${where}`,
  (where) => `Bring ${where} in line with the documentation`,
]

/** Whether a text names what the fault put in: then it states an intention, and the case is none. */
export function namesTheChange(text: string, { original, replacement }: Pick<Mutant, 'original' | 'replacement'>): boolean {
  const words = (part: string): readonly string[] => part.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
  const [old, said] = [new Set(words(original)), new Set(words(text))]
  return words(replacement).some((word) => !old.has(word) && said.has(word))
}
