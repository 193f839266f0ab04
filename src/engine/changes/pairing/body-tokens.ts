import { languages } from '../../languages/index.ts'
import type { Language, SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import { isComment } from '../../languages/syntax.ts'

/** A leaf of the syntax tree; comments and docstrings are none. */
export type BodyToken = {
  readonly text: string
  /** Its place in the file's text. */
  readonly start: number
  readonly isName: boolean
  /** A name after a dot. */
  readonly isMember: boolean
  /** The name of a keyword argument. */
  readonly isKeyword: boolean
  /** The key of an object literal or pattern; it may be its value as well. */
  readonly isKey: boolean
  /** A string, a number, a truth value or nothing. */
  readonly isLiteral: boolean
}

export function bodyTokens(tree: SyntaxTree, node: SyntaxNode): readonly BodyToken[] {
  const tokens: BodyToken[] = []
  collect(tree, languages[tree.language].syntax, node, null, tokens)
  return tokens
}

type Facts = Language['syntax']

function collect(tree: SyntaxTree, facts: Facts, node: SyntaxNode, parent: SyntaxNode | null, tokens: BodyToken[]): void {
  const { is, roleOf } = facts
  if (isComment(node) || facts.isDocstring(node)) return
  if (node.children.length > 0 && !isPlainString(node, facts)) {
    for (const child of node.children) collect(tree, facts, child, node, tokens)
    return
  }
  if (node.end === node.start) return
  const isName = is(node, 'identifier')
  const role = isName ? roleOf(node, parent) : 'plain'
  tokens.push({
    text: tree.text.slice(node.start, node.end),
    start: node.start,
    isName,
    isMember: role === 'member',
    isKeyword: role === 'keyword',
    isLiteral: is(node, 'string', 'fragment', 'template', 'number', 'boolean', 'null', 'regex'),
    isKey: role === 'literalKey' || role === 'patternKey',
  })
}

/** One token; a string with values in it is read through, for the names there are uses. */
function isPlainString(node: SyntaxNode, { is }: Facts): boolean {
  return is(node, 'string', 'template') && !node.children.some((child) => is(child, 'hole'))
}

/** The tokens as one text in which the given names read alike, so that a thing and its renamed self compare equal. */
export function maskedText(tokens: readonly BodyToken[], names: ReadonlySet<string>): string {
  return tokens.map((token) => (token.isName && names.has(token.text) ? '\0' : token.text)).join(' ')
}
