import type { Declaration, SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../languages/syntax.ts'
import { scriptParameters } from '../../languages/typescript/parameters.ts'
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

type Taken = Pick<OptionKey, 'name' | 'local' | 'default'>

/** What values of the language itself can do: who calls one of these on a parameter takes a text or a list, and no options. */
const BUILT_IN: ReadonlySet<string> = new Set(
  [String, Array, Number, RegExp, Date, Map, Set, Promise, Function].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)),
)

/** The keys that a callable takes from its parameters: taken apart in the list or in the body, or read as `options.key`. JavaScript alone. */
export function optionKeys(file: SourceFile, declaration: Declaration): readonly OptionKey[] {
  const callable = file.language.name === 'typescript' ? callableOf(declaration.node) : undefined
  const body = callable === undefined ? undefined : fieldOf(callable, 'body')
  if (callable === undefined || body === undefined) return []
  const tokens = bodyTokens(file.tree, body)
  return scriptParameters(file.tree, callable).flatMap((parameter, place): readonly OptionKey[] => {
    const { pattern, type } = parameter
    const taken = (key: Taken): OptionKey => ({
      ...key,
      place,
      type,
      uses: (blurred) => localUses(file.tree, body, tokens, key.local, blurred),
    })
    if (pattern.type === 'object_pattern') return takenApart(file.tree, pattern).map(taken)
    if (pattern.type !== 'identifier') return []
    const name = textOf(file.tree, pattern)
    const inBody = patternsOf(file.tree, body, name).flatMap((one) => takenApart(file.tree, one).map(taken))
    return [...inBody, ...membersOf(tokens, name).map((key) => ({ ...read(tokens, name, key), place, type }))]
  })
}

function callableOf(node: SyntaxNode): SyntaxNode | undefined {
  if (fieldOf(node, 'parameters') !== undefined || fieldOf(node, 'parameter') !== undefined) return node
  const value = fieldOf(node, 'value') ?? fieldOf(node, 'right')
  return value === undefined ? undefined : callableOf(value)
}

/** The keys of `{ a, b = 1, c: d }`, not those further inside. */
function takenApart(tree: SyntaxTree, pattern: SyntaxNode): readonly Taken[] {
  return namedChildren(pattern).flatMap((item): readonly Taken[] => {
    const value = item.type === 'pair_pattern' ? fieldOf(item, 'value') : item
    const hasDefault = value !== undefined && /^(object_assignment_pattern|assignment_pattern)$/.test(value.type)
    const local = hasDefault ? fieldOf(value, 'left') : value
    const key = item.type === 'pair_pattern' ? fieldOf(item, 'key') : local
    const fallback = hasDefault ? fieldOf(value, 'right') : undefined
    if (local === undefined || key === undefined || !/^(identifier|shorthand_property_identifier_pattern)$/.test(local.type)) return []
    return [{ name: textOf(tree, key), local: textOf(tree, local), default: fallback === undefined ? null : textOf(tree, fallback) }]
  })
}

/** The patterns of `const { … } = name`. */
function patternsOf(tree: SyntaxTree, body: SyntaxNode, name: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  visit(body, (node) => {
    const [left, right] = node.type === 'variable_declarator' ? [fieldOf(node, 'name'), fieldOf(node, 'value')] : []
    if (left?.type === 'object_pattern' && right !== undefined && textOf(tree, right) === name) found.push(left)
    return true
  })
  return found
}

/** A local that stands for key and value at once is another key to whoever gets that object: never alike under another name. */
function localUses(tree: SyntaxTree, body: SyntaxNode, tokens: readonly BodyToken[], local: string, blurred: ReadonlySet<string>): Counts {
  let asKey = 0
  visit(body, (node) => {
    if (node.type === 'shorthand_property_identifier' && textOf(tree, node) === local) asKey++
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
