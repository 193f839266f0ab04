import type { Project, SourceFile } from './project.ts'
import { resolveExport, type SymbolRef } from './resolve-export.ts'

/** The fixture that the test framework passes to a parameter of this name. */
export function findFixture(project: Project, file: SourceFile, name: string): SymbolRef | null {
  for (const path of file.language.modules.fixtureFiles(file.path)) {
    if (!project.paths.has(path)) continue
    const found = resolveExport(project, path, name)
    if (found?.kind !== 'symbol') continue
    const declaration = project.file(found.file)?.declared().get(found.name)?.[0]
    if (declaration?.decorators.some((decorator) => /\bfixture\b/.test(decorator))) return found
  }
  return null
}
