import type { Candidate } from '../../../model/candidate.ts'
import type { FlippedDefault } from '../../changes/defaults/flipped-defaults.ts'
import type { Sources } from '../../diagnosis/sources/sources.ts'
import { lineStart } from '../../languages/line-start.ts'
import type { Mutant } from '../../mutation/mutant.ts'
import { passedOptions } from '../../repair/setup/passed-options.ts'

/**
 * Tells faults of a default that a candidate's tests give themselves now, in the head: they no longer depend on it, and that is what a person
 * says yes to.
 */
export function ofPassedDefaults(
  { edits }: Candidate,
  { trees, headFiles }: Pick<Sources, 'trees' | 'headFiles'>,
): (mutant: Mutant) => boolean {
  const passed: readonly FlippedDefault[] = edits.flatMap((edit) => {
    const file = edit.effect === 'setup' ? trees.before.file(edit.file) : null
    const options = file === null ? [] : passedOptions(file, trees)
    return options.filter(({ range }) => range.start === edit.range.start && range.end === edit.range.end).map(({ flipped }) => flipped)
  })
  return ({ file, line, start, original }) => {
    const text = headFiles.get(file) ?? ''
    const lead = text.slice(lineStart(text, line), start)
    return passed.some((one) => one.file === file && one.after === original && one.writtenAt.some((name) => isWrittenAt(name, lead)))
  }
}

/** `name=`, `name: type = `. */
function isWrittenAt(name: string, lead: string): boolean {
  const at = lead.lastIndexOf(name)
  return at >= 0 && !/[\w$]$/.test(lead.slice(0, at)) && /^\s*(?::[^=,()]+)?=\s*$/.test(lead.slice(at + name.length))
}
