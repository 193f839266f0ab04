import type { Project, SourceFile } from './project.ts'
import { importedName, resolveExport, type SymbolRef } from './resolve-export.ts'

/** The declared type that a plain type name means in a file; `null` for anything longer, and for external types. */
export function resolveType(project: Project, file: SourceFile, type: string | null): SymbolRef | null {
  const name = type?.replace(/^Readonly<(\w+)>$/, '$1') ?? ''
  if (!/^[\w$]+$/.test(name)) return null
  const entry = file.imports().find((one) => one.local === name)
  const imported = entry?.imported == null ? null : importedName(project, file, entry.specifier, entry.imported)
  if (imported !== null) return imported.kind === 'symbol' ? imported : null
  const own = resolveExport(project, file.path, name)
  if (own?.kind === 'symbol') return own
  return file.declared().has(name) ? { kind: 'symbol', file: file.path, name } : null
}
