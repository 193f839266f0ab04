import { SutureError } from '../../model/error.ts'
import type { Mutant } from './mutant.ts'

/** The text with the fault in it. Throws `mutant_unapplied` where its place says something else: an unapplied mutant is no verdict. */
export function applyMutant(text: string, { file, line, operator, start, end, original, replacement }: Mutant): string {
  if (text.slice(start, end) !== original || original === replacement)
    throw new SutureError(
      'mutant_unapplied',
      `the mutant ${operator} of ${file}, line ${line}, does not fit the text`,
      'make the mutants of a file from the very text that they are applied to',
    )
  return text.slice(0, start) + replacement + text.slice(end)
}
