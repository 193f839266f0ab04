import type { JoinedPart } from '../facets/source-values.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { Range, SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { scriptTextIn } from './string-value.ts'

/** A template with expressions, and texts with names that are added up. */
export function scriptJoinedText(tree: SyntaxTree, node: SyntaxNode): readonly JoinedPart[] | null {
  const parts = partsOf(tree, node)
  return parts?.some(({ kind }) => kind === 'text') && parts.length > 1 ? parts : null
}

/** `null` where a part can't be read. */
function partsOf(tree: SyntaxTree, node: SyntaxNode): readonly JoinedPart[] | null {
  switch (node.type) {
    case 'parenthesized_expression':
      return allParts(namedChildren(node).map((child) => partsOf(tree, child)))
    case 'string':
    case 'template_string':
      return ofString(tree, node)
    case 'binary_expression': {
      const [left, operator, right] = [fieldOf(node, 'left'), fieldOf(node, 'operator'), fieldOf(node, 'right')]
      if (left === undefined || right === undefined || operator === undefined || textOf(tree, operator) !== '+')
        return [{ kind: 'hole', node, written: null }]
      return allParts([partsOf(tree, left), partsOf(tree, right)])
    }
    default:
      return [{ kind: 'hole', node, written: null }]
  }
}

function allParts(lists: readonly (readonly JoinedPart[] | null)[]): readonly JoinedPart[] | null {
  return lists.includes(null) ? null : lists.flatMap((list) => list ?? [])
}

function ofString(tree: SyntaxTree, literal: SyntaxNode): readonly JoinedPart[] | null {
  const holes = literal.children.filter(({ type }) => type === 'template_substitution')
  const ends = [...holes.map(({ start }) => start), literal.end - 1]
  const starts = [literal.start + 1, ...holes.map(({ end }) => end)]
  return allParts(
    ends.map((end, index) => {
      const [part, hole] = [textPart(tree, literal, { start: starts[index] ?? end, end }), holes[index]]
      if (part === null || hole === undefined) return part === null ? null : [part]
      const empty = scriptTextIn(tree, { start: hole.start, end: hole.start }, tree.text.charAt(literal.start))
      const written = empty === null ? null : { literal, range: { start: hole.start, end: hole.end }, write: empty.write }
      return [part, { kind: 'hole', node: namedChildren(hole)[0] ?? null, written }]
    }),
  )
}

function textPart(tree: SyntaxTree, literal: SyntaxNode, range: Range): JoinedPart | null {
  const text = scriptTextIn(tree, range, tree.text.charAt(literal.start))
  return text === null ? null : { kind: 'text', literal, range, ...text }
}
