import type { Project, SourceFile } from './project.ts'

/** The files that running a test file loads, itself included: also what is loaded because of where they lie, and what the framework loads before. */
export function importClosure(testPath: string, project: Project, setUp: readonly string[] = []): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [...setUp, testPath]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path) || !project.paths.has(path)) continue
    reached.add(path)
    const file = project.file(path)
    if (file === null) continue
    waiting.push(...importedFiles(file, project))
    const { modules } = file.language
    waiting.push(...modules.loadedBefore(path), ...(path === testPath ? modules.loadedForTests(path) : []))
  }
  return reached
}

/** The files of a tree that a file loads itself. */
export function importedFiles(file: SourceFile, project: Project): readonly string[] {
  const { language, tree } = file
  return language.imports(tree).flatMap((entry) => {
    const inside = entry.imported === null ? null : language.modules.submodule(entry.specifier, entry.imported)
    const targets = [entry.specifier, ...(inside === null ? [] : [inside])]
    return targets.flatMap((specifier) => project.resolve(specifier, file) ?? [])
  })
}
