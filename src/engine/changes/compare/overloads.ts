import type { Declaration } from '../../languages/language.ts'
import type { LocatedDeclaration } from '../pairing/declaration-index.ts'

/** The signatures that only types know, in the order of the file: of an overloaded name all but what is run. */
export function overloadsOf(placed: LocatedDeclaration): readonly Declaration[] {
  const all = declared(placed)
  return all.length > 1 ? all.filter((one) => !isRun(one)) : []
}

/** The one declaration that is run behind overloads; `null` where only types are declared, or where there are several. */
export function implementationOf(placed: LocatedDeclaration): Declaration | null {
  const [only, ...others] = declared(placed).filter(isRun)
  return only === undefined || others.length > 0 ? null : only
}

function declared({ file, declaration }: LocatedDeclaration): readonly Declaration[] {
  return file.declared().get(declaration.qualifiedName) ?? []
}

function isRun({ body, decorators }: Declaration): boolean {
  return body !== null && !decorators.some((text) => /\boverload\b/.test(text))
}
