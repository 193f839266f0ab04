import { conftestsAbove } from './find-fixture.ts'
import type { Project, SourceFile } from './project.ts'

/** The files that importing a test file loads, itself included; for Python also the packages on the way and the conftest files above. */
export function importClosure(testPath: string, project: Project): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [testPath]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path) || !project.paths.has(path)) continue
    reached.add(path)
    const file = project.file(path)
    if (file === null) continue
    waiting.push(...importedFiles(file, project.paths))
    if (file.language.name === 'python') waiting.push(...packagesAbove(path), ...(path === testPath ? conftestsAbove(path) : []))
  }
  return reached
}

/** The files that a file loads itself, among `paths`. */
export function importedFiles(file: SourceFile, paths: ReadonlySet<string>): readonly string[] {
  const { language, path, tree } = file
  return language.imports(tree).flatMap((entry) => {
    const inside =
      language.name === 'python' && entry.imported !== null ? `${entry.specifier.replace(/([^.])$/, '$1.')}${entry.imported}` : null
    const targets = [entry.specifier, ...(inside === null ? [] : [inside])]
    return targets.flatMap((specifier) => language.resolveModule(specifier, path, paths) ?? [])
  })
}

function packagesAbove(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1)
  return folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/__init__.py`)
}
