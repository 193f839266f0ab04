import { z } from 'zod'
import type { Candidate } from '../../model/candidate.ts'
import type { Cause } from '../../model/cause.ts'

/**
 * A value that a test expects, before and after a repair, as source texts; '' for nothing. `place` is the line of the product that explains
 * it, and `replaced` what that line exchanges where it exchanges one value. `witness` is who else says that it was meant, '' for nobody.
 */
export const ExplainedValue = z.object({
  testIds: z.array(z.string()),
  before: z.string(),
  after: z.string(),
  place: z.object({ file: z.string(), line: z.number().int() }).nullable(),
  replaced: z.object({ before: z.string(), after: z.string() }).nullable(),
  witness: z.string(),
})
export type ExplainedValue = Readonly<z.infer<typeof ExplainedValue>>

/** The values that a repair exchanges, each once, in the order of its edits. `witnesses` are in that order too. */
export function explainedValues(
  testIds: readonly string[],
  { edits, causes }: Pick<Candidate, 'edits' | 'causes'>,
  witnesses: readonly string[],
): readonly ExplainedValue[] {
  const exchanging = edits.flatMap((edit) => (edit.value ? [{ edit, value: edit.value }] : []))
  return exchanging.map(({ edit, value }, index) => {
    const cause = causes.find(({ id }) => edit.causes.includes(id))
    return {
      ...{ testIds: [...testIds], ...value, place: cause ? placeOf(cause) : null },
      replaced: cause?.kind === 'hunk' ? cause.replaced : null,
      witness: witnesses[index] ?? '',
    }
  })
}

function placeOf(cause: Cause): ExplainedValue['place'] {
  if (cause.kind === 'package') return null
  return cause.kind === 'contract'
    ? { file: cause.change.file, line: cause.change.line }
    : { file: cause.place.file, line: Math.max(1, cause.place.after.line) }
}
