import type { Project, SourceFile } from '../changes/resolve/project.ts'

/**
 * How a file would import another one, in the manner of an old specifier (relative or not, with or without extension);
 * `null` when that can't be said.
 */
export function moduleSpecifier(oldSpecifier: string, from: SourceFile, target: string, before: Project, after: Project): string | null {
  const { language, path } = from
  const resolveBefore = (specifier: string): string | null => language.resolveModule(specifier, path, before.paths)
  const written = language.importLines.specifierOf({ oldSpecifier, fromPath: path, target, resolveBefore })
  return written !== null && language.resolveModule(written, path, after.paths) === target ? written : null
}
