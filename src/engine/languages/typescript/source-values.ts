import type { MapEntry, SourceValue, SourceValues } from '../facets/source-values.ts'
import { numberLike } from '../number-like.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { scriptJoinedText } from './joined-text.ts'
import { scriptLiterals } from './literals.ts'
import { scriptStringLike, scriptStringValue } from './string-value.ts'

export const scriptSourceValues: SourceValues = {
  read,
  joined: scriptJoinedText,
  printLike(tree, node, value, style) {
    const plain = scriptLiterals.print(value, style)
    if (plain === null) return null
    if (value.kind === 'string' && (node.type === 'string' || node.type === 'template_string'))
      return scriptStringLike(tree, node, value.value) ?? plain
    return value.kind === 'integer' || value.kind === 'float' ? numberLike(textOf(tree, node), plain) : plain
  },
  printKey(key, style) {
    if (key.kind !== 'string') return null
    return /^[A-Za-z_$][\w$]*$/.test(key.value) ? key.value : scriptLiterals.print(key, style)
  },
  compose(value, parts, style) {
    switch (value.kind) {
      case 'leaf':
        return scriptLiterals.print(value.literal, style)
      case 'list':
        return `[${parts.join(', ')}]`
      case 'set':
        return parts.length === 0 ? 'new Set()' : `new Set([${parts.join(', ')}])`
      case 'map':
        return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
      case 'made':
        return `new ${value.name}(${parts.join(', ')})`
      case 'member':
        return `${value.owner}.${value.name}`
      default:
        return null
    }
  },
}

/** What keeps the value of what is in it. */
const WRAPPERS = /^(?:parenthesized_expression|as_expression|satisfies_expression|non_null_expression)$/

function read(tree: SyntaxTree, node: SyntaxNode): SourceValue {
  if (WRAPPERS.test(node.type)) {
    const [inner] = namedChildren(node)
    return inner === undefined ? { kind: 'other', node } : read(tree, inner)
  }
  switch (node.type) {
    case 'array':
      return { kind: 'list', node, items: namedChildren(node).map((item) => read(tree, item)) }
    case 'object':
      return { kind: 'map', node, entries: namedChildren(node).map((item) => entryOf(tree, item)) }
    case 'new_expression':
      return madeOf(tree, node)
    case 'member_expression':
      return memberOf(tree, node)
    default: {
      const literal = scriptLiterals.parse(tree, node)
      return literal === null ? { kind: 'other', node } : { kind: 'leaf', node, literal }
    }
  }
}

function entryOf(tree: SyntaxTree, item: SyntaxNode): MapEntry {
  // `{ name }`: the value is that of the variable
  if (item.type === 'shorthand_property_identifier')
    return { node: item, key: { kind: 'string', value: textOf(tree, item) }, keyNode: item, value: { kind: 'other', node: item } }
  const [key, value] = item.type === 'pair' ? [fieldOf(item, 'key'), fieldOf(item, 'value')] : []
  if (key === undefined || value === undefined) return { node: item, key: null, keyNode: item, value: { kind: 'other', node: item } }
  const name =
    key.type === 'property_identifier' || key.type === 'number'
      ? textOf(tree, key)
      : key.type === 'string'
        ? scriptStringValue(tree, key)
        : null
  return { node: item, key: name === null ? null : { kind: 'string', value: name }, keyNode: key, value: read(tree, value) }
}

function madeOf(tree: SyntaxTree, node: SyntaxNode): SourceValue {
  const [callee, list] = [fieldOf(node, 'constructor'), childOf(node, 'arguments')]
  const name = callee === undefined ? '' : (textOf(tree, callee).split('.').at(-1) ?? '')
  if (!/^[\w$]+$/.test(name)) return { kind: 'other', node }
  const given = list === undefined ? [] : namedChildren(list)
  const [first] = given
  if (name === 'Set' && (first === undefined || first.type === 'array'))
    return { kind: 'set', node: first ?? node, items: first === undefined ? [] : namedChildren(first).map((item) => read(tree, item)) }
  return { kind: 'made', node, name, parts: given.map((argument) => ({ node: argument, name: null, value: read(tree, argument) })) }
}

function memberOf(tree: SyntaxTree, node: SyntaxNode): SourceValue {
  const [object, name] = [fieldOf(node, 'object'), fieldOf(node, 'property')]
  const owner = object === undefined ? '' : (textOf(tree, object).split('.').at(-1) ?? '')
  if (name === undefined || !/^_*[A-Z]\w*$/.test(owner)) return { kind: 'other', node }
  return { kind: 'member', node, owner, name: textOf(tree, name), nameNode: name }
}
