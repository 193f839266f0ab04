import type { ContractChange } from '../../../model/contract-change.ts'
import type { Project } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import { hunksOf } from '../../diagnosis/causes/hunks.ts'
import type { Sources } from '../../diagnosis/sources/sources.ts'
import type { Declaration } from '../../languages/language.ts'

export type FileLine = { readonly file: string; readonly line: number }

/** The place of a base line in the head; `null` if the change removed or rewrote it. */
export type LineMapping = (file: string, line: number) => FileLine | null

type Compared = Pick<Sources, 'fileChanges' | 'otherChanges' | 'changes' | 'trees'>

/** Follows lines through declared moves and renames first, then through the comparison of each changed file with what it became. */
export function lineMapping({ fileChanges, otherChanges, changes, trees }: Compared): LineMapping {
  const changed = new Map(fileChanges.map((change) => [change.path, change]))
  const unread = new Set(otherChanges)
  const moved = new Map(
    changes.flatMap(({ kind, newSymbol, oldFile, file }) => (kind === 'moved' && newSymbol === null ? [[oldFile, file]] : [])),
  )
  const declared = changes.flatMap((change) => declaredPair(change, trees) ?? [])
  const whole = new Map<string, ((line: number) => FileLine | null) | null>()
  const wholeFile = (file: string): ((line: number) => FileLine | null) | null => {
    const known = whole.get(file)
    if (known !== undefined) return known
    const target = moved.get(file) ?? file
    const [before, after] = [changed.get(file)?.before ?? null, changed.get(target)?.after ?? null]
    const mapped = before === null || after === null ? null : aligned(before, 1, { file: target, line: 1 }, after)
    whole.set(file, mapped)
    return mapped
  }
  return (file, line) => {
    if (unread.has(file)) return null
    if (!changed.has(file)) return { file, line }
    const pair = declared.find((one) => one.file === file && one.from <= line && line <= one.to)
    return pair ? pair.carry(line) : (wholeFile(file)?.(line) ?? null)
  }
}

type Pair = { readonly file: string; readonly from: number; readonly to: number; readonly carry: (line: number) => FileLine | null }

/** The lines of a declaration that has another name or place in the head, against those it has there. */
function declaredPair(change: ContractChange, { before, after }: Trees): Pair | null {
  if ((change.kind !== 'moved' && change.kind !== 'renamed') || change.newSymbol === null) return null
  const old = before.file(change.oldFile)?.declared().get(change.symbol)?.[0]
  const name = change.newSymbol.split('.').at(-1)
  const now = after
    .file(change.file)
    ?.declarations()
    .find((one) => one.line === change.line && one.name === name)
  const [oldText, text] = [textOf(old, change.oldFile, before), textOf(now, change.file, after)]
  if (!old || !now || oldText === null || text === null) return null
  const to = old.line + oldText.split('\n').length - 1
  return { file: change.oldFile, from: old.line, to, carry: aligned(oldText, old.line, { file: change.file, line: now.line }, text) }
}

function textOf(declaration: Declaration | undefined, path: string, project: Project): string | null {
  return declaration ? (project.file(path)?.text.slice(declaration.start, declaration.end) ?? null) : null
}

/** Line by line: equal lines are carried, the lines of a hunk are not. `from` and `start` are what the two texts' first lines are. */
function aligned(before: string, from: number, { file, line: start }: FileLine, after: string): (line: number) => FileLine | null {
  const hunks = hunksOf([{ path: file, before, after }])
  return (line) => {
    const at = line - from + 1
    if (hunks.some((hunk) => hunk.before.line <= at && at < hunk.before.line + hunk.before.count)) return null
    const shift = hunks
      .filter((hunk) => hunk.before.line + hunk.before.count <= at)
      .reduce((sum, hunk) => sum + hunk.after.count - hunk.before.count, 0)
    return { file, line: at + shift + start - 1 }
  }
}
