import { wholeWord } from '../../languages/whole-word.ts'
import type { DeclarationIndex, LocatedDeclaration } from '../pairing/declaration-index.ts'
import { importedFiles } from '../resolve/import-closure.ts'
import type { SourceFile } from '../resolve/project.ts'

/**
 * Whether a value that is in another file now was moved there, and does not just have the same text (`log = logger(__name__)`):
 * something that used it moved too, or a file that uses it imports it from the new place.
 */
export function isValueCarried(
  before: LocatedDeclaration,
  after: LocatedDeclaration,
  base: DeclarationIndex,
  head: DeclarationIndex,
): boolean {
  if (before.file.path === after.file.path) return true
  const users = usersOf(before, base)
  return usersOf(after, head).some((name) => users.includes(name)) || isLoaded(after, head)
}

function usersOf({ file, declaration: { name, node } }: LocatedDeclaration, side: DeclarationIndex): readonly string[] {
  return file.declarations().flatMap((declaration) => {
    const isUser = declaration.node !== node && side.tokens({ file, declaration }).some((token) => token.isName && token.text === name)
    return isUser ? [declaration.qualifiedName] : []
  })
}

function isLoaded({ file, declaration: { name } }: LocatedDeclaration, { files, project }: DeclarationIndex): boolean {
  const loads = (other: SourceFile): boolean => importedFiles(other, project).includes(file.path)
  return files.some((other) => other !== file && wholeWord(name).test(other.text) && loads(other))
}
