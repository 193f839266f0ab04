import type { SourceFile } from '../../changes/resolve/project.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { ImportedItem } from '../../languages/facets/import-lines.ts'
import type { Import } from '../../languages/language.ts'

/** Adds an import of these names on a line of its own below another import, in that one's style. */
export function importLineBelow(file: SourceFile, beside: Import, specifier: string, items: readonly ImportedItem[]): TextEdit | null {
  const line = file.language.importLines.namesLine(file.text, beside, specifier, items)
  return line === null ? null : lineBelow(file, beside, line)
}

/** A new line below a statement, with its indentation and the file's line ends. */
export function lineBelow({ text }: SourceFile, beside: Import, line: string): TextEdit {
  const lineStart = text.lastIndexOf('\n', beside.statement.start - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(lineStart, beside.statement.start))?.[0] ?? ''
  const newline = text.indexOf('\n', beside.statement.end)
  const isWindows = text[newline - 1] === '\r'
  const at = newline === -1 ? text.length : isWindows ? newline - 1 : newline
  return { start: at, end: at, replacement: `${isWindows ? '\r\n' : '\n'}${indent}${line}` }
}
