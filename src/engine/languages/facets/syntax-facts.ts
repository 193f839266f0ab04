import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import type { IsKind, NodeTypes } from './node-kinds.ts'

export type CallParts = {
  readonly callee: SyntaxNode
  /** What holds the arguments, as the grammar has it; absent in `new X`. */
  readonly list: SyntaxNode | undefined
  /** In their order, spreads and keyword arguments among them, comments left out. */
  readonly arguments: readonly SyntaxNode[]
}

/** The part that a name plays in what is around it: `a.name`, `name=value`, a key, or the name of a field in a class pattern. */
export type NameRole = 'member' | 'keyword' | 'literalKey' | 'patternKey' | 'classPatternKey' | 'plain'

/** The key of one item of an object literal. */
export type ItemKey = {
  readonly item: 'pair' | 'shorthand' | 'method'
  /** The name alone, without quotes. */
  readonly name: SyntaxNode
}

/** A function, class or value with the name that it is given in place: `name: function`, `x.name = function`, `function name`. */
export type NamedValue = { readonly name: SyntaxNode | undefined; readonly value: SyntaxNode }

/** One parameter of a callable that may be given an options object. */
export type OptionParameter = {
  /** Among the parameters, from 0. */
  readonly place: number
  readonly type: string | null
  /** What the body calls it; `null` when it is taken apart in the parameter list. */
  readonly name: string | null
  /** The keys that are taken from it, in the list or by a pattern in the body. */
  readonly keys: readonly { readonly name: string; readonly local: string; readonly default: string | null }[]
}

/** What a grammar's nodes are and where their parts lie. Every part is `undefined` or `null` where a node has none. */
export type SyntaxFacts = {
  readonly types: NodeTypes
  readonly is: IsKind
  /** Of a call or a construction. */
  call(node: SyntaxNode): CallParts | null
  /** The last name of what is called: `cart.total` → `total`. */
  calleeName(callee: SyntaxNode): SyntaxNode | null
  keyword(argument: SyntaxNode): { readonly name: SyntaxNode | undefined; readonly value: SyntaxNode | undefined } | null
  member(node: SyntaxNode): { readonly object: SyntaxNode; readonly name: SyntaxNode } | null
  roleOf(name: SyntaxNode, parent: SyntaxNode | null): NameRole
  itemKey(item: SyntaxNode): ItemKey | null
  /** Of `key: value`. */
  pair(node: SyntaxNode): { readonly key: SyntaxNode | undefined; readonly value: SyntaxNode | undefined } | null
  /** What an assignment, a constant, a field or a pair holds. */
  assignedValue(node: SyntaxNode): SyntaxNode | undefined
  /** What a variable or an assignment gives a value to. */
  targetOf(node: SyntaxNode): SyntaxNode | undefined
  bodyOf(node: SyntaxNode): SyntaxNode | undefined
  parametersOf(callable: SyntaxNode): SyntaxNode | undefined
  resultTypeOf(callable: SyntaxNode): SyntaxNode | undefined
  /** The declared type of a variable, a field or a parameter. */
  typeOf(node: SyntaxNode): SyntaxNode | undefined
  isAsync(callable: SyntaxNode): boolean
  /** An import, or an export that reads from another module. */
  importsModule(statement: SyntaxNode): boolean
  /** A string that is a statement: a docstring or a directive. */
  isDocstring(node: SyntaxNode): boolean
  /** What is named in place, at a node that does so; `null` for every other node. */
  namedValue(node: SyntaxNode): NamedValue | null
  /** Names that a class sets as options in its body: `class Meta: many = True`. */
  classOptions(node: SyntaxNode): readonly SyntaxNode[]
  /** How a callable takes options objects; `null` if the language has none, or the node is not a callable with a body. */
  optionParameters(
    tree: SyntaxTree,
    node: SyntaxNode,
  ): { readonly body: SyntaxNode; readonly parameters: readonly OptionParameter[] } | null
}

/** Whether a node is a string that is a statement of its own, by the kinds alone. */
export function docstringTest(is: IsKind): (node: SyntaxNode) => boolean {
  return (node) => is(node, 'expressionStatement') && node.children.length === 1 && node.children.every((only) => is(only, 'string'))
}
