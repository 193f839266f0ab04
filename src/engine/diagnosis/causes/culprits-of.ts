import type { Culprit } from '../../../model/failure-analysis.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import { lineAt } from '../../languages/syntax.ts'
import type { Hunk } from './hunks.ts'

const MOST_LINES = 12 // a side: a screen holds two such hunks

/**
 * Hunks as a reader sees them. An import only brings a name in: what it is needed for comes first, and where nothing else changed, the
 * place that uses the name.
 */
export function culpritsOf(hunks: readonly Hunk[], trees: Pick<Trees, 'before' | 'after'>): readonly Culprit[] {
  const imports = hunks.filter((hunk) => isImport(hunk, trees))
  const others = hunks.filter((hunk) => !imports.includes(hunk))
  const users = others.length > 0 ? [] : imports.flatMap((hunk) => userOf(hunk, trees.after.file(hunk.file)) ?? [])
  return [...users, ...[...others, ...imports].map(shown)]
}

export function shown({ file, after, removed, added }: Hunk): Culprit {
  const line = added.length === 0 && after.line === 1 ? null : after.line
  return { file, line, hunk: [...side('-', removed), ...side('+', added)].join('\n') }
}

/** Whether all lines of a hunk, on both sides, are of import statements. */
function isImport({ file, oldFile, before, after, removed, added }: Hunk, trees: Pick<Trees, 'before' | 'after'>): boolean {
  const isInside = (source: SourceFile | null, from: number, lines: readonly string[]): boolean => {
    const statements = source?.imports().map(({ statement }) => statement) ?? []
    const spans = statements.map(({ start, end }) => [lineAt(source?.text ?? '', start), lineAt(source?.text ?? '', end)] as const)
    return lines.every((text, index) => text.trim() === '' || spans.some(([first, last]) => first <= from + index && from + index <= last))
  }
  return isInside(trees.before.file(oldFile), before.line, removed) && isInside(trees.after.file(file), after.line, added)
}

/** The first place of the file that uses a name which these import lines bind. */
function userOf({ after }: Hunk, file: SourceFile | null): Culprit | null {
  if (file === null) return null
  const isOfHunk = (offset: number): boolean => {
    const line = lineAt(file.text, offset)
    return line >= after.line && line < after.line + Math.max(1, after.count)
  }
  const user = file
    .bindings()
    .names.find(
      ({ binding }) => binding?.kind === 'import' && binding.import.localRange !== null && isOfHunk(binding.import.localRange.start),
    )
  if (user === undefined) return null
  const line = lineAt(file.text, user.start)
  return { file: file.path, line, hunk: ` ${file.text.split('\n')[line - 1]?.trimEnd() ?? ''}` }
}

function side(sign: string, lines: readonly string[]): readonly string[] {
  return lines.slice(0, MOST_LINES).map((line) => `${sign}${line.replace(/\r?\n$/, '')}`)
}
