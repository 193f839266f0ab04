import type { SyntaxNode } from '../syntax-tree.ts'

/** What a node of a syntax tree is, whatever the grammar calls it. One node may be of several kinds, or of none. */
export type NodeKind =
  /** The parser calls each of them `comment` in the plain tree. */
  | 'comment'
  // names
  /** A name that is an expression by itself. */
  | 'name'
  /** Any leaf that is a name: of a value, a type, a property, a key. */
  | 'identifier'
  /** The name of a property, as a key or after a dot. */
  | 'property'
  /** `{ name }` in an object literal: key and value at once. */
  | 'shorthand'
  /** `{ name }` in a pattern that takes an object apart. */
  | 'shorthandPattern'
  | 'member'
  | 'subscript'
  | 'slice'
  // calls and what is in them
  | 'call'
  /** `new X(…)`, if the language distinguishes it from a call. */
  | 'construction'
  /** The arguments of a call between their brackets. */
  | 'arguments'
  | 'keywordArgument'
  | 'listSpread'
  | 'mapSpread'
  // literals
  | 'string'
  /** A string that may hold expressions and has a node type of its own. */
  | 'template'
  /** Strings side by side that are one. */
  | 'concatenation'
  /** The text of a string between its quotes. */
  | 'fragment'
  /** An expression inside of a string. */
  | 'hole'
  | 'number'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'regex'
  | 'list'
  /** A set that has a literal form. */
  | 'set'
  | 'object'
  /** `key: value` in an object literal. */
  | 'pair'
  /** Several values at once, whose number a caller relies on. */
  | 'severalValues'
  | 'comprehension'
  /** What gives its values one after the other. */
  | 'generator'
  // expressions
  | 'parentheses'
  /** A type is claimed; the value stays what it is. */
  | 'cast'
  | 'await'
  | 'conditional'
  | 'comparison'
  | 'logic'
  | 'binary'
  | 'augmentedAssignment'
  /** A negation that has a node type of its own. */
  | 'not'
  | 'unary'
  // functions
  /** Whatever makes a function; its own `return` ends it. */
  | 'function'
  /** A definition that gives its function a name. */
  | 'namedFunction'
  /** A short function that may be nothing but the expression which it gives back. */
  | 'arrow'
  | 'method'
  | 'class'
  /** A parameter, or a part of a pattern, with the value that it has when nothing is passed. */
  | 'defaultValue'
  // statements
  | 'block'
  | 'expressionStatement'
  /** Gives a new name its value. */
  | 'variable'
  /** Gives something that is there already another value. */
  | 'reassignment'
  | 'if'
  | 'alternative'
  | 'try'
  /** A value that a choice between several is compared with. */
  | 'case'
  | 'return'
  | 'throw'
  | 'break'
  | 'continue'
  | 'import'
  /** The word that loads a module when it is called. */
  | 'importWord'

/** The grammar's node types for each kind; empty where the language has no such thing. */
export type NodeTypes = Readonly<Record<NodeKind, readonly string[]>>

/** Whether a node is of one of these kinds. */
export type IsKind = (node: SyntaxNode, ...kinds: readonly NodeKind[]) => boolean

/** The question for a grammar's table, made ready once: it is asked of every node of a file. */
export function kindTest(types: NodeTypes): IsKind {
  const kindsOf = new Map<string, NodeKind[]>()
  for (const kind of Object.keys(types) as NodeKind[]) {
    for (const type of types[kind]) kindsOf.set(type, [...(kindsOf.get(type) ?? []), kind])
  }
  kindsOf.set('comment', ['comment'])
  return (node, ...kinds) => {
    const own = kindsOf.get(node.type)
    if (own === undefined) return false
    for (const kind of own) if (kinds.includes(kind)) return true
    return false
  }
}
