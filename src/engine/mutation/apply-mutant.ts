import { SutureError } from '../../model/error.ts'
import type { Mutant } from './mutant.ts'

/** The text with the mutant applied. Throws `mutant_unapplied` if the text at its place is not the original: such a mutant must not count. */
export function applyMutant(text: string, { file, line, operator, start, end, original, replacement }: Mutant): string {
  if (text.slice(start, end) !== original || original === replacement)
    throw new SutureError(
      'mutant_unapplied',
      `the mutant ${operator} of ${file}, line ${line}, does not fit the text`,
      'create mutants from the same text that they are applied to',
    )
  return text.slice(0, start) + replacement + text.slice(end)
}
