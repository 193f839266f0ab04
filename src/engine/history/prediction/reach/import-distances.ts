import { importedFiles } from '../../../changes/resolve/import-closure.ts'
import type { Project } from '../../../changes/resolve/project.ts'

/**
 * How many imports lie between each file and the nearest changed one, for the files that any import leads from; 0 for a changed file. A file
 * that was removed is found in the base. What a framework loads because of where it lies counts as imported.
 */
export function importDistances(
  trees: { readonly before: Project; readonly after: Project },
  changed: readonly string[],
): ReadonlyMap<string, number> {
  const importers = importersOf(trees)
  const distances = new Map(changed.map((path) => [path, 0]))
  let nearest: readonly string[] = changed
  for (let distance = 1; nearest.length > 0; distance += 1) {
    const next = new Set<string>()
    for (const path of nearest) for (const importer of importers.get(path) ?? []) if (!distances.has(importer)) next.add(importer)
    for (const path of next) distances.set(path, distance)
    nearest = [...next]
  }
  return distances
}

function importersOf({ before, after }: { readonly before: Project; readonly after: Project }): ReadonlyMap<string, ReadonlySet<string>> {
  const importers = new Map<string, Set<string>>()
  for (const project of [after, before]) {
    for (const path of project.paths) {
      // read once where both trees have the same text
      if (project === before && after.text(path) === before.text(path) && after.paths.has(path)) continue
      const file = project.file(path)
      if (file === null) continue
      const { modules } = file.language
      for (const target of [...importedFiles(file, project), ...modules.loadedBefore(path), ...modules.loadedForTests(path)]) {
        const own = importers.get(target) ?? new Set()
        importers.set(target, own.add(path))
      }
    }
  }
  return importers
}
