import { wholeWord } from '../../languages/whole-word.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { SUCCESSOR } from './deprecations.ts'
import type { ParameterChange } from './parameter-changes.ts'

/** Characters between a name and the word that it is deprecated, and from there to its successor. */
const NEAR = 120

/**
 * Parameters that are gone and whose successor the base itself announced: "`a` is deprecated. Use `b` instead."
 * The author said what to write; that it does the same, running the test has to show.
 */
export function announcedParameters({ before, after }: Pair, changes: readonly ParameterChange[]): readonly ParameterChange[] {
  const successors = new Map(
    changes.flatMap(({ kind, before: name }) => {
      const announced = kind === 'parameter_removed' ? announcedFor(name, before.file.text) : null
      const isTaken = after.declaration.parameters.some((parameter) => parameter.name === announced && parameter.kind !== 'positional_only')
      return announced !== null && isTaken ? [[name, announced] as const] : []
    }),
  )
  if (successors.size === 0) return changes
  const reached = new Set(successors.values())
  return changes.flatMap((change): readonly ParameterChange[] => {
    const successor = successors.get(change.before)
    if (change.kind === 'parameter_removed' && successor !== undefined)
      return [{ kind: 'parameter_renamed', before: change.before, after: successor }]
    return change.kind === 'parameter_added' && reached.has(change.after) ? [] : [change]
  })
}

function announcedFor(name: string, text: string): string | null {
  for (const { index } of text.matchAll(new RegExp(wholeWord(name), 'g'))) {
    const near = text.slice(index, index + 2 * NEAR)
    const at = near.search(/deprecat/i)
    const found = at >= 0 && at < NEAR ? SUCCESSOR.exec(near.slice(at))?.groups?.['name'] : undefined
    if (found !== undefined && found !== name) return found
  }
  return null
}
