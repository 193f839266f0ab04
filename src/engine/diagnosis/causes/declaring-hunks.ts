import type { ContractChange } from '../../../model/contract-change.ts'
import type { Project } from '../../changes/resolve/project.ts'
import { lastPart, type Trees } from '../../changes/uses/use-site.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { Hunk } from './hunks.ts'

/** Those hunks that declare this change: they touch its name or its parameters, in the head or where it was taken away. */
export function declaringHunks(change: ContractChange, hunks: readonly Hunk[], trees: Trees): readonly Hunk[] {
  const isGone = change.kind === 'removed'
  const now = isGone ? null : headerOf(change.newSymbol ?? change.symbol, change.file, change.line, trees.after)
  const old = headerOf(change.symbol, change.oldFile, isGone ? change.line : null, trees.before)
  return hunks.filter(
    ({ file, oldFile, before, after, ...hunk }) =>
      (isReadWhereUsed(change, file) && reads(hunk.removed, change.before) && reads(hunk.added, change.after)) ||
      (now !== null && file === change.file && touches(after, now)) ||
      (old !== null && oldFile === change.oldFile && touches(before, old)),
  )
}

/** An option has no header of its own where it is read as `options.key`, and a text has none: the lines that say it declare it. */
function isReadWhereUsed({ kind, file: declaredIn }: ContractChange, file: string): boolean {
  return kind === 'text_renamed' || (kind === 'option_renamed' && file === declaredIn)
}

function reads(lines: readonly string[], key: string): boolean {
  return lines.some((line) => wholeWord(key).test(line))
}

/**
 * Whether these hunks have a part in a change: they declare it, or use what it declares in another way now. Types never run: of their
 * members only the uses do.
 */
export function partakes(change: ContractChange, hunks: readonly Hunk[], trees: Trees): boolean {
  if (declaringHunks(change, hunks, trees).length > 0) return true
  const member = change.kind === 'type_changed' && change.symbol.includes('.') ? wholeWord(lastPart(change.symbol)) : null
  return member !== null && hunks.some(({ removed, added }) => member.test(removed.join('')) && member.test(added.join('')))
}

/** Whether the head's lines of this hunk are all of the header of what it declares: nothing of the body changed with it. */
export function isOfHeader(change: ContractChange, { file, after }: Hunk, trees: Trees): boolean {
  const header = headerOf(change.newSymbol ?? change.symbol, change.file, change.line, trees.after)
  return file === change.file && header !== null && after.line >= header.from && after.line + after.count - 1 <= header.to
}

type Lines = { readonly from: number; readonly to: number }

/** From the name to the end of the parameters; a value's or a class's first line. */
function headerOf(symbol: string, file: string, line: number | null, project: Project): Lines | null {
  const source = project.file(file)
  const all = source?.declared().get(symbol) ?? []
  // of overloads the one that is run: the last, as for whoever compares the two trees
  const found = all.find((one) => one.line === line) ?? all.at(-1)
  if (source === null || found === undefined) return line === null ? null : { from: line, to: line }
  const header = source.text.slice(found.start, found.body === null ? found.nameRange.end : Math.max(found.body.start, found.nameRange.end))
  return { from: found.line, to: found.line + (found.body === null ? 0 : header.trimEnd().split('\n').length - 1) }
}

function touches({ line, count }: Hunk['after'], { from, to }: Lines): boolean {
  return count > 0 && line <= to && from < line + count
}
