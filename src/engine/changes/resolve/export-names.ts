import type { SourceFile } from './project.ts'

/** The names under which a file exports one of its top-level declarations; in Python the name itself. */
export function exportNames(file: SourceFile, local: string): readonly string[] {
  return [...file.bindings().exports].filter(([, entry]) => entry.kind === 'local' && entry.name === local).map(([name]) => name)
}

/** What readers and importers call a declaration: its first segment is the exported name. */
export function publicName(file: SourceFile, qualifiedName: string): string | null {
  const [top = '', ...rest] = qualifiedName.split('.')
  const names = exportNames(file, top)
  // whoever imports a default gives it a name: the declaration's own says more
  const isDefault = names.length === 1 && names[0] === 'default'
  const name = names.includes(top) || isDefault ? top : names[0]
  return name === undefined ? null : [name, ...rest].join('.')
}
