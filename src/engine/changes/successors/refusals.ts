import { namedChildren, textOf } from '../../languages/syntax.ts'
import type { LocatedDeclaration } from '../pairing/declaration-index.ts'

const ENDS =
  /DeprecationWarning|FutureWarning|\bdeprecat(?:e|ed|ion)\b|@deprecated\b|\b(?:was|has been|is|are) (?:removed|replaced|renamed)\b|\bno longer\b|\binstead\b/i

/** Whether a text says that something is at its end: deprecated, removed, replaced. */
export function tellsOfEnd(text: string): boolean {
  return ENDS.test(text)
}

/** Whether all that a function does is to throw: whoever calls it is sent elsewhere. */
export function onlyThrows({ file: { tree, language }, declaration }: LocatedDeclaration): boolean {
  const { bodyOf, is, isDocstring } = language.syntax
  const body = bodyOf(declaration.node)
  const statements = body === undefined ? [] : namedChildren(body).filter((one) => !isDocstring(one))
  const [only, ...others] = statements
  return only !== undefined && others.length === 0 && is(only, 'throw') && tellsOfEnd(textOf(tree, declaration.node))
}
