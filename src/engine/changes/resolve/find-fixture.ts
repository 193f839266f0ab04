import type { Project, SourceFile } from './project.ts'
import { resolveExport, type SymbolRef } from './resolve-export.ts'

/** The fixture that pytest hands to a parameter of this name: in this file, or in the conftest files above it. */
export function findFixture(project: Project, file: SourceFile, name: string): SymbolRef | null {
  if (file.language.name !== 'python') return null
  for (const path of [file.path, ...conftestsAbove(file.path)]) {
    if (!project.paths.has(path)) continue
    const found = resolveExport(project, path, name)
    if (found?.kind !== 'symbol') continue
    const declaration = project.file(found.file)?.declared().get(found.name)?.[0]
    if (declaration?.decorators.some((decorator) => /\bfixture\b/.test(decorator))) return found
  }
  return null
}

/** The conftest files that pytest loads for a test file, nearest first. */
export function conftestsAbove(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1)
  return folders.map((_, index) => `${folders.slice(0, folders.length - index).join('/')}/conftest.py`).concat('conftest.py')
}
