import type { Project, SourceFile } from '../../changes/resolve/project.ts'

/**
 * How a file would import another one, in the manner of an old specifier (relative or not, with or without extension);
 * `null` when that can't be said.
 */
export function moduleSpecifier(oldSpecifier: string, from: SourceFile, target: string, before: Project, after: Project): string | null {
  const resolveBefore = (specifier: string): string | null => before.resolve(specifier, from)
  const written = from.language.importLines.specifierOf({
    oldSpecifier,
    fromPath: from.path,
    target,
    resolveBefore,
    moduleOf: after.moduleOf,
  })
  return written !== null && after.resolve(written, from) === target ? written : null
}
