import type { MadePart, MapEntry, SourceValue, SourceValues } from '../facets/source-values.ts'
import { hex } from '../literal-texts.ts'
import { numberLike } from '../number-like.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { pythonJoinedText } from './joined-text.ts'
import { pythonLiterals } from './literals.ts'
import { stringLike } from './string-like.ts'
import { pythonBytesValue } from './string-value.ts'

export const pythonSourceValues: SourceValues = {
  read,
  joined: pythonJoinedText,
  printLike(tree, node, value, style) {
    const plain = pythonLiterals.print(value, style)
    if (plain === null) return null
    if (value.kind === 'string') return stringLike(tree, node, value.value) ?? plain
    return value.kind === 'integer' || value.kind === 'float' ? numberLike(textOf(tree, node), plain) : plain
  },
  printKey: (key, style) => pythonLiterals.print(key, style),
  compose(value, parts, style) {
    switch (value.kind) {
      case 'leaf':
        return pythonLiterals.print(value.literal, style)
      case 'bytes':
        return bytesText(value.value, style.quote)
      case 'list':
        return `[${parts.join(', ')}]`
      case 'tuple':
        return `(${parts.join(', ')}${parts.length === 1 ? ',' : ''})`
      case 'set':
        return parts.length === 0 ? 'set()' : `{${parts.join(', ')}}`
      case 'map':
        return `{${parts.join(', ')}}`
      case 'made':
        return `${value.name}(${parts.join(', ')})`
      case 'member':
        return `${value.owner}.${value.name}`
      case 'other':
        return null
    }
  },
}

function bytesText(value: string, quote: string): string {
  const written = Array.from(value, (character) => {
    const code = character.charCodeAt(0)
    if (character === quote || character === '\\') return `\\${character}`
    if (character === '\n') return '\\n'
    return code < 32 || code > 126 ? `\\x${hex(code, 2)}` : character
  })
  return `b${quote}${written.join('')}${quote}`
}

function read(tree: SyntaxTree, node: SyntaxNode): SourceValue {
  switch (node.type) {
    case 'parenthesized_expression': {
      const [inner] = namedChildren(node)
      return inner === undefined ? { kind: 'other', node } : read(tree, inner)
    }
    case 'list':
    case 'set':
      return { kind: node.type, node, items: namedChildren(node).map((item) => read(tree, item)) }
    case 'tuple':
    case 'expression_list':
      return { kind: 'tuple', node, items: namedChildren(node).map((item) => read(tree, item)) }
    case 'dictionary':
      return { kind: 'map', node, entries: namedChildren(node).map((item) => entryOf(tree, item)) }
    case 'attribute':
      return memberOf(tree, node)
    default:
      return leafOf(tree, node) ?? (node.type === 'call' ? madeOf(tree, node) : { kind: 'other', node })
  }
}

function leafOf(tree: SyntaxTree, node: SyntaxNode): SourceValue | null {
  const literal = pythonLiterals.parse(tree, node)
  if (literal?.kind === 'set') return { kind: 'set', node, items: [] }
  if (literal !== null) return { kind: 'leaf', node, literal }
  const bytes = pythonBytesValue(tree, node)
  return bytes === null ? null : { kind: 'bytes', node, value: bytes }
}

function entryOf(tree: SyntaxTree, item: SyntaxNode): MapEntry {
  const [key, value] = item.type === 'pair' ? [fieldOf(item, 'key'), fieldOf(item, 'value')] : []
  if (key === undefined || value === undefined) return { node: item, key: null, keyNode: item, value: { kind: 'other', node: item } }
  return { node: item, key: pythonLiterals.parse(tree, key), keyNode: key, value: read(tree, value) }
}

function memberOf(tree: SyntaxTree, node: SyntaxNode): SourceValue {
  const [object, name] = [fieldOf(node, 'object'), fieldOf(node, 'attribute')]
  const owner = object === undefined ? '' : lastName(tree, object)
  // a class, as names go: what is lower case is an object with fields
  if (name === undefined || !/^_*[A-Z]|^timezone$/.test(owner)) return { kind: 'other', node }
  return { kind: 'member', node, owner, name: textOf(tree, name), nameNode: name }
}

/** A class by its name: one that begins with a capital, or one of the standard library; and what marks a row, a tolerance or a call of a mock. */
const CLASS = /^_*[A-Z]|^(?:date|datetime|time|timedelta|timezone|frozenset|deque|defaultdict|bytearray|complex|range|param|approx|call)$/

function madeOf(tree: SyntaxTree, node: SyntaxNode): SourceValue {
  const [callee, list] = [fieldOf(node, 'function'), fieldOf(node, 'arguments')]
  if (callee === undefined || list?.type !== 'argument_list') return { kind: 'other', node }
  const name = lastName(tree, callee)
  if (!CLASS.test(name)) return { kind: 'other', node }
  return { kind: 'made', node, name, parts: namedChildren(list).map((argument) => partOf(tree, argument)) }
}

function partOf(tree: SyntaxTree, argument: SyntaxNode): MadePart {
  const [name, value] = argument.type === 'keyword_argument' ? [fieldOf(argument, 'name'), fieldOf(argument, 'value')] : []
  if (name === undefined || value === undefined) return { node: argument, name: null, value: read(tree, argument) }
  return { node: argument, name: textOf(tree, name), value: read(tree, value) }
}

/** `shop.Color` → `Color`; '' for what is no chain of names. */
function lastName(tree: SyntaxTree, node: SyntaxNode): string {
  return /^[\w.]+$/.test(textOf(tree, node)) ? (textOf(tree, node).split('.').at(-1) ?? '') : ''
}
