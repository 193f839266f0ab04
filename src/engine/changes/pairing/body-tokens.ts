import type { SyntaxNode, SyntaxTree } from '../../languages/language.ts'

/** A leaf of the syntax tree; comments and docstrings are none. */
export type BodyToken = {
  readonly text: string
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

const NAME = /^(identifier|type_identifier|property_identifier|private_property_identifier|shorthand_property_identifier(_pattern)?)$/

const LITERAL = /^(string|string_content|string_fragment|template_string|integer|float|number|true|false|none|null|regex)$/

export function bodyTokens(tree: SyntaxTree, node: SyntaxNode): readonly BodyToken[] {
  const tokens: BodyToken[] = []
  collect(tree, node, { type: '', field: '' }, tokens)
  return tokens
}

function collect(tree: SyntaxTree, node: SyntaxNode, parent: { readonly type: string; readonly field: string }, tokens: BodyToken[]): void {
  if (node.type === 'comment' || isDocstring(node)) return
  if (node.children.length > 0 && !isPlainString(node)) {
    for (const child of node.children) collect(tree, child, node, tokens)
    return
  }
  if (node.end === node.start) return
  const isName = NAME.test(node.type)
  tokens.push({
    text: tree.text.slice(node.start, node.end),
    isName,
    isMember: isName && (node.field === 'attribute' || node.field === 'property') && /^(attribute|member_expression)$/.test(parent.type),
    isKeyword: isName && parent.type === 'keyword_argument' && node.field === 'name',
    isLiteral: LITERAL.test(node.type),
    isKey: isName && (/^shorthand_property/.test(node.type) || (/^pair(_pattern)?$/.test(parent.type) && node.field === 'key')),
  })
}

/** One token; a string with values in it is read through, for the names there are uses. */
function isPlainString({ type, children }: SyntaxNode): boolean {
  return /^(string|template_string)$/.test(type) && !children.some((child) => /^(interpolation|template_substitution)$/.test(child.type))
}

function isDocstring(node: SyntaxNode): boolean {
  return node.type === 'expression_statement' && node.children.length === 1 && node.children[0]?.type === 'string'
}

/** The tokens as one text in which the given names read alike, so that a thing and its renamed self compare equal. */
export function maskedText(tokens: readonly BodyToken[], names: ReadonlySet<string>): string {
  return tokens.map((token) => (token.isName && names.has(token.text) ? '\0' : token.text)).join(' ')
}
