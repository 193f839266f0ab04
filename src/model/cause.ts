import { z } from 'zod'
import { HunkPlace } from './causal-finding.ts'
import { ContractChange } from './contract-change.ts'

/** The old and the new source text of a hunk. */
const Replacement = z.object({ before: z.string(), after: z.string() })

/**
 * Why an edit may be made. `contract`: the source declares a change of a name, a place or a signature. `hunk`: changed lines of the
 * product that make the test fail; `replaced` is the single value that they exchange, null where they do more than that. `package`:
 * a dependency in two versions. `id` is unique in a healing and derived from the content: the server computes the same one.
 */
export const Cause = z.discriminatedUnion('kind', [
  z.object({ id: z.string(), kind: z.literal('contract'), change: ContractChange }),
  z.object({ id: z.string(), kind: z.literal('hunk'), place: HunkPlace, replaced: Replacement.nullable() }),
  z.object({ id: z.string(), kind: z.literal('package'), name: z.string(), before: z.string(), after: z.string() }),
])
export type Cause = Readonly<z.infer<typeof Cause>>

/** The cause that a declared contract change is. */
export function contractCause(change: ContractChange): Cause {
  const { kind, oldFile, symbol, file, newSymbol, before, after } = change
  return { id: JSON.stringify(['contract', kind, oldFile, symbol, file, newSymbol, before, after]), kind: 'contract', change }
}

/** The cause made of changed lines, by their place in both trees. */
export function hunkCause(place: HunkPlace, replaced: { readonly before: string; readonly after: string } | null): Cause {
  const { file, oldFile, before, after } = place
  const at = { file, oldFile, before, after }
  return {
    id: JSON.stringify(['hunk', oldFile, before.line, before.count, file, after.line, after.count]),
    kind: 'hunk',
    place: at,
    replaced,
  }
}

/** The declared changes among causes, each once, in order. */
export function declaredChanges(causes: readonly Cause[]): readonly ContractChange[] {
  return [...new Set(causes.flatMap((cause) => (cause.kind === 'contract' ? [cause.change] : [])))]
}
