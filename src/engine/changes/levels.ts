import type { SourceFile } from './project.ts'
import type { Placed } from './side.ts'

/** What a file declares at its top, one entry a name. */
export function topLevel(file: SourceFile): readonly Placed[] {
  return level(file, null)
}

/** What a class, an interface or an enum declares, one entry a name. */
export function membersOf({ file, declaration }: Placed): readonly Placed[] {
  return level(file, declaration.qualifiedName)
}

/** Of branches, overloads, getters and setters, and of a name that is declared again, the last one stands for all. */
function level(file: SourceFile, container: string | null): readonly Placed[] {
  const all = file.declarations().flatMap((declaration) => (declaration.container === container ? [{ file, declaration }] : []))
  return [...new Map(all.map((placed) => [placed.declaration.qualifiedName, placed])).values()]
}
