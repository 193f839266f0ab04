import type { Declaration } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { LocatedDeclaration } from './declaration-index.ts'

/** What a file declares at its top, one entry a name. */
export function topLevel(file: SourceFile): readonly LocatedDeclaration[] {
  return level(file, null)
}

/** What a class, an interface or an enum declares, one entry a name. */
export function membersOf({ file, declaration }: LocatedDeclaration): readonly LocatedDeclaration[] {
  return level(file, declaration.qualifiedName)
}

/** What all classes, interfaces and enums of a file declare. */
export function allMembers(file: SourceFile): readonly LocatedDeclaration[] {
  return distinct(file, ({ container }) => container !== null)
}

function level(file: SourceFile, container: string | null): readonly LocatedDeclaration[] {
  return distinct(file, (declaration) => declaration.container === container)
}

/** Of branches, overloads, getters and setters, and redeclarations of a name, the last one represents all. */
function distinct(file: SourceFile, isMeant: (declaration: Declaration) => boolean): readonly LocatedDeclaration[] {
  const all = file.declarations().filter(isMeant)
  return [...new Map(all.map((declaration) => [declaration.qualifiedName, { file, declaration }])).values()]
}
