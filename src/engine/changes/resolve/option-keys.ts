import type { Declaration, Language, SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import { textOf, visit } from '../../languages/syntax.ts'
import { type BodyToken, bodyTokens } from '../pairing/body-tokens.ts'
import type { Counts } from '../pairing/similarity.ts'
import { contextsOf } from '../pairing/use-contexts.ts'
import type { SourceFile } from './project.ts'

/** A key of an options object that a callable reads, with the place of the object among the parameters. */
export type OptionKey = {
  readonly name: string
  readonly place: number
  /** What the callable calls it; the key itself when it is read as `options.key`. */
  readonly local: string
  readonly default: string | null
  /** The type of the options object, as written. */
  readonly type: string | null
  /** How it is read; `blurred` are keys that may have another name on the other side. */
  uses(blurred: ReadonlySet<string>): Counts
}

/** What values of the language itself can do: who calls one of these on a parameter takes a text or a list, and no options. */
const BUILT_IN: ReadonlySet<string> = new Set(
  [String, Array, Number, RegExp, Date, Map, Set, Promise, Function].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)),
)

/** The keys that a callable takes from its parameters: taken apart in the list or in the body, or read as `options.key`. */
export function optionKeys({ tree, language }: SourceFile, declaration: Declaration): readonly OptionKey[] {
  const taking = language.syntax.optionParameters(tree, declaration.node)
  if (taking === null) return []
  const { body, parameters } = taking
  const tokens = bodyTokens(tree, body)
  return parameters.flatMap(({ place, type, name, keys }): readonly OptionKey[] => [
    ...keys.map((key) => ({
      ...key,
      place,
      type,
      uses: (blurred: ReadonlySet<string>) => localUses(tree, language, body, tokens, key.local, blurred),
    })),
    ...(name === null ? [] : membersOf(tokens, name).map((key) => ({ ...read(tokens, name, key), place, type }))),
  ])
}

/** A shorthand property (`{ name }`) is key and value at once: renaming the local changes the key for whoever gets the object. */
function localUses(
  tree: SyntaxTree,
  { syntax }: Language,
  body: SyntaxNode,
  tokens: readonly BodyToken[],
  local: string,
  blurred: ReadonlySet<string>,
): Counts {
  let asKey = 0
  visit(body, (node) => {
    if (syntax.is(node, 'shorthand') && textOf(tree, node) === local) asKey++
    return true
  })
  const isUse = (token: BodyToken): boolean => !token.isMember && !token.isKey
  const plain = contextsOf(tokens, local, isUse, blurred, isUse)
  return asKey === 0 ? plain : new Map([...plain, [`{ ${local} }`, asKey]])
}

function membersOf(tokens: readonly BodyToken[], object: string): readonly string[] {
  const keys = tokens.filter((token, index) => {
    const isRead = token.isMember && tokens[index - 2]?.text === object && tokens[index - 2]?.isMember === false
    return isRead && !(BUILT_IN.has(token.text) && tokens[index + 1]?.text === '(')
  })
  return [...new Set(keys.map((token) => token.text))]
}

function read(tokens: readonly BodyToken[], object: string, key: string): Pick<OptionKey, 'name' | 'local' | 'default' | 'uses'> {
  const ending = new RegExp(`(^| )${object.replace(/\$/g, '\\$')} \\??\\. \\|`)
  const uses = (blurred: ReadonlySet<string>): Counts =>
    new Map([...contextsOf(tokens, key, (token) => token.isMember, blurred)].filter(([context]) => ending.test(context)))
  return { name: key, local: key, default: null, uses }
}
