import type { SourceFile } from '../changes/resolve/project.ts'
import type { TextEdit } from '../changes/uses/list-deletions.ts'
import type { Import } from '../languages/language.ts'

/** One name of an import line: what it is called there, and here. */
export type ImportedItem = { readonly name: string; readonly local: string | null; readonly isType: boolean }

/** Adds an import of these names on a line of its own below another import, in that one's style. */
export function importLineBelow(file: SourceFile, beside: Import, specifier: string, items: readonly ImportedItem[]): TextEdit | null {
  const { text, language } = file
  const old = text.slice(beside.statement.start, beside.statement.end)
  const isPython = language.name === 'python'
  if (!isPython && !/^import\b/.test(old)) return null
  const names = items.map((item) => itemText(item, isPython)).join(', ')
  const quote = text[beside.specifierRange.start - 1] ?? "'"
  const isTypeOnly = /^import\s+type\b/.test(old)
  const spaced = /\{\S/.test(old) ? `{${names}}` : `{ ${names} }`
  const line = isPython
    ? `from ${specifier} import ${names}`
    : `import ${isTypeOnly ? 'type ' : ''}${spaced} from ${quote}${specifier}${quote}${old.endsWith(';') ? ';' : ''}`
  return lineBelow(file, beside, line)
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

function itemText({ name, local, isType }: ImportedItem, isPython: boolean): string {
  const written = isPython || name !== 'default' ? name : 'default'
  return `${isType ? 'type ' : ''}${written}${local === null || local === name ? '' : ` as ${local}`}`
}
