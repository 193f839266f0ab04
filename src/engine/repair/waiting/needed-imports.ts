import type { SourceFile } from '../../changes/resolve/project.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import { neededModules } from '../../changes/waiting/needed-modules.ts'
import type { WaitStep } from '../../changes/waiting/wait-step.ts'

/** Modules that the new text reads a runner or a decorator from, each imported where the file does not do so yet. */
export function neededImports(steps: readonly WaitStep[]): readonly TextEdit[] {
  const [first] = steps
  if (first === undefined) return []
  const { file } = first
  const missing = [...neededModules(steps)].filter(
    (name) => !file.imports().some(({ local, imported }) => local === name && imported === null),
  )
  return missing.length === 0 ? [] : [importEdit(file, missing)]
}

/** Above the first import that is not one of a whole module, or above all code: a future import stays first. */
function importEdit(file: SourceFile, names: readonly string[]): TextEdit {
  const { text } = file
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = names.map((name) => `import ${name}${newline}`).join('')
  const statements = file
    .imports()
    .map(({ statement, specifier }) => ({ statement, specifier }))
    .filter(({ specifier }) => specifier !== '__future__')
  const [first] = statements.toSorted((one, other) => one.statement.start - other.statement.start)
  if (first === undefined) {
    const [code] = file.tree.root.children.filter(({ named }) => named)
    const at = code?.start ?? 0
    return { start: at, end: at, replacement: `${lines}${newline}${newline}` }
  }
  const { start } = first.statement
  const isPlain = text.startsWith('import ', start)
  return { start, end: start, replacement: isPlain ? lines : `${lines}${newline}` }
}
