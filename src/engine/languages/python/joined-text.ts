import type { JoinedPart } from '../facets/source-values.ts'
import { likePieces, type Piece } from '../string-fragments.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { Range, SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { escaped } from './string-like.ts'
import { piecesOf } from './string-value.ts'

/** `f'{name}'`, `'a' + name`, `'%s' % name`, several side by side. */
export function pythonJoinedText(tree: SyntaxTree, node: SyntaxNode): readonly JoinedPart[] | null {
  const parts = partsOf(tree, node)
  return parts?.some(({ kind }) => kind === 'text') && parts.length > 1 ? parts : null
}

/** `null` where a part can't be read. */
function partsOf(tree: SyntaxTree, node: SyntaxNode): readonly JoinedPart[] | null {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'concatenated_string':
      return allParts(namedChildren(node).map((child) => partsOf(tree, child)))
    case 'string':
      return ofString(tree, node)
    case 'binary_operator': {
      const [left, operator, right] = [fieldOf(node, 'left'), fieldOf(node, 'operator'), fieldOf(node, 'right')]
      if (left === undefined || operator === undefined || right === undefined) return null
      if (textOf(tree, operator) === '+') return allParts([partsOf(tree, left), partsOf(tree, right)])
      return textOf(tree, operator) === '%' && left.type === 'string' ? ofFormat(tree, left) : [{ kind: 'hole', node, written: null }]
    }
    default:
      return [{ kind: 'hole', node, written: null }]
  }
}

function allParts(lists: readonly (readonly JoinedPart[] | null)[]): readonly JoinedPart[] | null {
  return lists.includes(null) ? null : lists.flatMap((list) => list ?? [])
}

function ofString(tree: SyntaxTree, literal: SyntaxNode): readonly JoinedPart[] | null {
  const inside = insideOf(tree, literal)
  if (inside === null) return null
  const holes = literal.children.filter(({ type }) => type === 'interpolation')
  const ends = [...holes.map(({ start }) => start), inside.end]
  const starts = [inside.start, ...holes.map(({ end }) => end)]
  return allParts(
    ends.map((end, index) => {
      const [part, hole] = [textPart(tree, literal, { start: starts[index] ?? end, end }), holes[index]]
      if (part === null || hole === undefined) return part === null ? null : [part]
      // how a value is shown is the format's, so only a plain one reads as what stands there
      const [value, ...format] = namedChildren(hole)
      const written = textPart(tree, literal, { start: hole.start, end: hole.start })
      return [part, { kind: 'hole', node: value !== undefined && format.length === 0 ? value : null, written: inPlaceOf(hole, written) }]
    }),
  )
}

const PLACEHOLDER = /%(?:\([^)]*\))?[-+ #0-9.*]*[a-zA-Z]/g

/** `'%s of %d'`; a doubled sign keeps the text from being read. */
function ofFormat(tree: SyntaxTree, literal: SyntaxNode): readonly JoinedPart[] | null {
  const inside = insideOf(tree, literal)
  if (inside === null || literal.children.some(({ type }) => type === 'interpolation')) return null
  const written = textOf(tree, inside)
  if (written.includes('%%')) return null
  const parts: (JoinedPart | null)[] = []
  let at = 0
  for (const { index, 0: sign } of written.matchAll(PLACEHOLDER)) {
    parts.push(textPart(tree, literal, { start: inside.start + at, end: inside.start + index }), {
      kind: 'hole',
      node: null,
      written: null,
    })
    at = index + sign.length
  }
  parts.push(textPart(tree, literal, { start: inside.start + at, end: inside.end }))
  const known = parts.filter((part) => part !== null)
  return known.length === parts.length ? known : null
}

/** A text where an expression stood. */
function inPlaceOf({ start, end }: SyntaxNode, part: JoinedPart | null): Extract<JoinedPart, { kind: 'hole' }>['written'] {
  return part?.kind === 'text' ? { literal: part.literal, range: { start, end }, write: part.write } : null
}

function insideOf(tree: SyntaxTree, literal: SyntaxNode): Range | null {
  const [start, end] = [childOf(literal, 'string_start'), childOf(literal, 'string_end')]
  return start === undefined || end === undefined || /[bt]/i.test(textOf(tree, start)) ? null : { start: start.end, end: end.start }
}

function textPart(tree: SyntaxTree, literal: SyntaxNode, range: Range): JoinedPart | null {
  const [start, end] = [childOf(literal, 'string_start'), childOf(literal, 'string_end')]
  const [prefix, quote] = [start, end].map((node) => (node === undefined ? '' : textOf(tree, node))) as [string, string]
  const pieces = piecesOf({ prefix: prefix.toLowerCase(), written: textOf(tree, range).replaceAll('\r\n', '\n') })
  if (pieces === null) return null
  return {
    ...{ kind: 'text', literal, range },
    value: pieces.map(({ value }) => value).join(''),
    write: (value) => written(pieces, value, { prefix, quote }),
  }
}

function written(pieces: readonly Piece[], value: string, { prefix, quote }: { readonly prefix: string; readonly quote: string }) {
  if (/r/i.test(prefix)) return null
  const hasTabs = pieces.some(({ source }) => source === '\t')
  const text = likePieces(pieces, value, (middle) => escaped(middle, quote, /f/i.test(prefix), hasTabs))
  return quote.length === 3 && text.includes(quote.charAt(0)) ? null : text
}
