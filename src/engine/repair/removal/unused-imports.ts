import type { SourceFile } from '../../changes/resolve/project.ts'
import { listDeletions, type TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Import, Range } from '../../languages/language.ts'
import { lineRanges, statementAround } from './statement-ranges.ts'

/**
 * Edits that take away the imports which only the removed text used, and those that no longer resolve; `null` where one of these is still
 * used. An import that nothing ever used stays: it may be there for what it does.
 */
export function unusedImports(file: SourceFile, removed: readonly Range[], broken: ReadonlySet<Import>): readonly TextEdit[] | null {
  const isRemoved = (one: Range): boolean => removed.some(({ start, end }) => start <= one.start && one.end <= end)
  const { names, imports } = file.bindings()
  const usesOf = (entry: Import) => names.filter(({ binding }) => binding?.kind === 'import' && binding.import === entry)
  const open = imports.filter((entry) => !isRemoved(entry.statement) && entry.local !== null)
  if (open.some((entry) => broken.has(entry) && usesOf(entry).some((use) => !isRemoved(use)))) return null
  const isUnused = (entry: Import): boolean => broken.has(entry) || (usesOf(entry).length > 0 && usesOf(entry).every(isRemoved))
  const unused = new Set(open.filter(isUnused))
  const edits: TextEdit[] = []
  for (const [statement, list] of Map.groupBy(open, (entry) => entry.statement)) {
    const gone = list.filter((entry) => unused.has(entry))
    if (gone.length === 0) continue
    const whole = statementAround(file, statement)
    if (whole === null) return null
    if (gone.length === list.length) {
      edits.push(...importLines(file, whole))
      continue
    }
    // a default or a whole module stands outside of the list
    const items = list.filter(({ item }) => item !== statement && item.start > statement.start)
    if (gone.some((entry) => !items.includes(entry) || entry.imported === 'default' || entry.imported === null)) return null
    const inList = items.filter(({ imported }) => imported !== 'default' && imported !== null)
    if (inList.every((entry) => unused.has(entry))) return null
    edits.push(
      ...listDeletions(
        inList.map(({ item }) => item),
        (index) => !unused.has(inList[index] as Import),
      ),
    )
  }
  return edits
}

/** The lines of the statement alone: what stands below an import keeps its distance. */
function importLines(file: SourceFile, whole: NonNullable<ReturnType<typeof statementAround>>): readonly TextEdit[] {
  const { text } = file
  const start = text.lastIndexOf('\n', whole.node.start - 1) + 1
  const end = text.indexOf('\n', whole.node.end)
  const isAlone =
    text.slice(start, whole.node.start).trim() === '' && /^\s*;?\s*$/.test(text.slice(whole.node.end, end < 0 ? undefined : end))
  if (!isAlone) return lineRanges(file, [whole]).map((range) => ({ ...range, replacement: '' }))
  const below = end < 0 ? text.length : end + 1
  // the only one of its group takes the gap below along
  const isGroup = /(?:^|\n[ \t]*\r?\n)$/.test(text.slice(0, start))
  const gap = isGroup ? (/^(?:[ \t]*\r?\n)+/.exec(text.slice(below))?.[0].length ?? 0) : 0
  return [{ start, end: below + gap, replacement: '' }]
}
