import type { Export } from '../../languages/language.ts'
import type { Project, SourceFile } from './project.ts'

/** A declaration, by the file that holds it and the qualified name that it has there. */
export type SymbolRef = { readonly kind: 'symbol'; readonly file: string; readonly name: string }
export type ModuleRef = { readonly kind: 'module'; readonly file: string }
/** `external`: outside of the repository. `hidden`: a module of the repository whose text is not available. */
export type Exported = SymbolRef | ModuleRef | { readonly kind: 'external' } | { readonly kind: 'hidden' }

/** What a module exports under a name, followed through re-exports to its declaration; `null` if there is nothing. */
export function resolveExport(project: Project, path: string, name: string, visited: readonly string[] = []): Exported | null {
  const file = project.file(path)
  if (file === null) return { kind: 'hidden' }
  const key = `${path}#${name}`
  if (visited.includes(key)) return null
  const seen = [...visited, key]
  const direct = file.bindings().exports.get(name)
  if (direct?.kind === 'local') return { kind: 'symbol', file: path, name: direct.name }
  if (direct !== undefined) return followExport(project, file, direct, seen)
  return throughStars(project, file, name, seen) ?? submodule(project, file, name)
}

function followExport(
  project: Project,
  file: SourceFile,
  entry: Extract<Export, { kind: 'from' }>,
  seen: readonly string[],
): Exported | null {
  return entry.imported === null
    ? importedModule(project, file, entry.specifier)
    : importedName(project, file, entry.specifier, entry.imported, seen)
}

/** What importing a whole module brings. A name that only the project's tools can resolve is hidden. */
export function importedModule(project: Project, file: SourceFile, specifier: string): Exclude<Exported, SymbolRef> {
  const target = project.module(specifier, file)
  if (target.kind === 'file') return { kind: 'module', file: target.path }
  return { kind: target.kind === 'external' ? 'external' : 'hidden' }
}

/** What `from specifier import name` (or its like) brings into a file. */
export function importedName(
  project: Project,
  file: SourceFile,
  specifier: string,
  name: string,
  seen: readonly string[] = [],
): Exported | null {
  const target = project.resolve(specifier, file)
  const exported = target === null ? null : resolveExport(project, target, name, seen)
  if (exported !== null) return exported
  const inside = file.language.modules.submodule(specifier, name)
  const module = inside === null ? null : project.resolve(inside, file)
  if (module !== null && module !== target) return { kind: 'module', file: module }
  return target === null ? importedModule(project, file, specifier) : null
}

function throughStars(project: Project, file: SourceFile, name: string, seen: readonly string[]): Exported | null {
  if (name === 'default' || file.language.modules.isPrivate(name)) return null
  for (const specifier of file.bindings().stars) {
    const target = project.resolve(specifier, file)
    const found = target === null ? null : resolveExport(project, target, name, seen)
    if (found !== null) return found
  }
  return null
}

/** `package.module` is reachable as soon as anything imports it. */
function submodule(project: Project, file: SourceFile, name: string): Exported | null {
  const { modules } = file.language
  const specifier = modules.isIndex(file.path) ? modules.submodule('.', name) : null
  const target = specifier === null ? null : project.resolve(specifier, file)
  return target === null ? null : { kind: 'module', file: target }
}
