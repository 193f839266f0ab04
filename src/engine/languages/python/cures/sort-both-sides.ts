import type { CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonAssertions } from '../assertions.ts'
import { pythonLiterals } from '../literals.ts'
import { pythonSyntax } from '../syntax.ts'
import { symbolAt } from './writes.ts'

const { is, call } = pythonSyntax
const LISTED = /^(?:list|tuple)$/
const OF_SET =
  /^(?:set|frozenset|Set|FrozenSet|AbstractSet|MutableSet|KeysView|collections\.abc\.Set|typing\.(?:Set|FrozenSet|AbstractSet))\b/

/** Sorts both sides where the test makes a list out of a set: a set says by itself that it has no order. */
export function sortBothSides(input: CureInput): CureFound {
  const { file, body } = input.test
  const edits: CureEdit[] = []
  let ordered = ''
  for (const { relation, isNegated, actual, expected, statement } of pythonAssertions.find(file.tree)) {
    const isOwn = body.start <= statement.start && statement.end <= body.end
    if (!isOwn || relation !== 'equal' || isNegated || actual === null || expected === null) continue
    const literal = pythonLiterals.parse(file.tree, expected)
    if (literal?.kind !== 'list' && literal?.kind !== 'tuple') continue
    if (new Set(literal.items.map(({ kind }) => kind)).size > 1) continue
    const source = listedSource(input, actual)
    if (source.kind === 'set' && literal.kind === 'list') {
      for (const side of [actual, expected])
        edits.push({ file: file.path, start: side.start, end: side.end, replacement: sorted(file, side) })
    } else if (source.kind === 'product') ordered = source.name
  }
  if (edits.length > 0)
    return { kind: 'edits', why: 'a set has no order, so both sides are sorted before they are compared', ways: [edits] }
  return ordered === '' ? { kind: 'none' } : { kind: 'refused', why: 'product-order', what: ordered }
}

/** A list that is made of something is sorted in place of that. */
function sorted({ tree }: CureInput['test']['file'], side: SyntaxNode): string {
  const parts = call(side)
  const [only, ...more] = parts?.arguments ?? []
  const isListed = parts !== null && textOf(tree, parts.callee) === 'list' && only !== undefined && more.length === 0
  return `sorted(${textOf(tree, isListed ? only : side)})`
}

type Source = { readonly kind: 'set' } | { readonly kind: 'product'; readonly name: string } | { readonly kind: 'other' }

/** What a list is made from: a set that the test lists, or a call of the product that gives a list itself. */
function listedSource(input: CureInput, node: SyntaxNode): Source {
  const { file, body } = input.test
  if (is(node, 'name')) {
    const value = assignedIn(input, body, textOf(file.tree, node))
    return value === null ? { kind: 'other' } : listedSource(input, value)
  }
  const listed = listedIn(file, node)
  if (listed !== null && isSet(input, listed)) return { kind: 'set' }
  const parts = call(node)
  if (listed !== null && parts !== null) return listedSource(input, listed)
  const symbol = parts === null ? null : symbolAt(input, file, parts.callee)
  return symbol === null || symbol.isTest ? { kind: 'other' } : { kind: 'product', name: symbol.name }
}

/** `list(x)`, `[*x]` and `[… for … in x]`: the x. */
function listedIn({ tree }: CureInput['test']['file'], node: SyntaxNode): SyntaxNode | null {
  const parts = call(node)
  if (parts !== null) return LISTED.test(textOf(tree, parts.callee)) ? (parts.arguments[0] ?? null) : null
  const [only, ...more] = namedChildren(node)
  if (is(node, 'list')) return only !== undefined && more.length === 0 && is(only, 'listSpread') ? (namedChildren(only)[0] ?? null) : null
  const clause = node.type === 'list_comprehension' ? node.children.find(({ type }) => type === 'for_in_clause') : undefined
  return clause === undefined ? null : (fieldOf(clause, 'right') ?? null)
}

function isSet(input: CureInput, node: SyntaxNode): boolean {
  const { file, body } = input.test
  const { tree } = file
  if (is(node, 'set') || node.type === 'set_comprehension') return true
  if (is(node, 'name')) {
    const value = assignedIn(input, body, textOf(tree, node))
    return value !== null && isSet(input, value)
  }
  const parts = call(node)
  if (parts === null) return false
  if (/^(?:set|frozenset)$/.test(textOf(tree, parts.callee))) return true
  const symbol = symbolAt(input, file, parts.callee)
  if (symbol === null) return false
  const type = fieldOf(symbol.declaration.node, 'return_type')
  if (type !== undefined) return OF_SET.test(textOf(symbol.file.tree, type))
  return returnsSet(symbol.file.tree.text, symbol.declaration.node)
}

/** Whether each value that a function gives back is written as a set. */
function returnsSet(text: string, node: SyntaxNode): boolean {
  const values: SyntaxNode[] = []
  visit(node, (inner) => {
    if (is(inner, 'return')) values.push(...namedChildren(inner))
    return true
  })
  const isWritten = (value: SyntaxNode) =>
    is(value, 'set') || value.type === 'set_comprehension' || /^(?:set|frozenset)\(/.test(text.slice(value.start, value.end))
  return values.length > 0 && values.every(isWritten)
}

function assignedIn({ test }: CureInput, body: SyntaxNode, name: string): SyntaxNode | null {
  const values: SyntaxNode[] = []
  visit(body, (node) => {
    const target = is(node, 'variable') ? fieldOf(node, 'left') : undefined
    const value = fieldOf(node, 'right')
    if (target !== undefined && value !== undefined && textOf(test.file.tree, target) === name) values.push(value)
    return true
  })
  return values.length === 1 ? (values[0] ?? null) : null
}
