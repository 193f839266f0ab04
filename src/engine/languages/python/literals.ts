import type { Literal, Literals } from '../facets/literals.ts'
import { allOrNone, floatText, hex, quoted } from '../literal-texts.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { pythonStringValue } from './string-value.ts'

export const pythonLiterals: Literals = {
  parse,
  print(value, style) {
    const asCode = (code: number): string =>
      code <= 0xff ? `\\x${hex(code, 2)}` : code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
    return print(value, (text) => quoted(text, style, asCode))
  },
}

function print(value: Literal, text: (value: string) => string): string | null {
  const inner = (one: Literal): string | null => print(one, text)
  switch (value.kind) {
    case 'null':
      return 'None'
    case 'undefined':
      return null
    case 'boolean':
      return value.value ? 'True' : 'False'
    case 'integer':
    case 'bigint':
      return value.text
    case 'float':
      return /[a-zA-Z]{2}/.test(value.text) ? `float(${text(value.text.toLowerCase().replace('infinity', 'inf'))})` : value.text
    case 'string':
      return text(value.value)
    case 'map': {
      const entries = allOrNone(value.entries, (entry) => allOrNone(entry, inner)?.join(': ') ?? null)
      return entries === null ? null : `{${entries.join(', ')}}`
    }
    default: {
      const items = allOrNone(value.items, inner)
      return items === null ? null : collection(value.kind, items)
    }
  }
}

function collection(kind: 'list' | 'tuple' | 'set', items: readonly string[]): string {
  if (kind === 'list') return `[${items.join(', ')}]`
  if (kind === 'set') return items.length === 0 ? 'set()' : `{${items.join(', ')}}`
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`
}

function parse(tree: SyntaxTree, node: SyntaxNode): Literal | null {
  switch (node.type) {
    case 'none':
      return { kind: 'null' }
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true' }
    case 'integer':
    case 'float':
      return numberOf(textOf(tree, node))
    case 'unary_operator':
      return signed(tree, node)
    case 'string':
    case 'concatenated_string': {
      const value = pythonStringValue(tree, node)
      return value === null ? null : { kind: 'string', value }
    }
    case 'parenthesized_expression': {
      const [inner] = namedChildren(node)
      return inner === undefined ? null : parse(tree, inner)
    }
    case 'list':
    case 'tuple':
    case 'set': {
      const items = allOrNone(namedChildren(node), (item) => parse(tree, item))
      return items === null ? null : { kind: node.type, items }
    }
    case 'dictionary': {
      const entries = allOrNone(namedChildren(node), (item) => entryOf(tree, item))
      return entries === null ? null : { kind: 'map', entries }
    }
    case 'call':
      return constructed(tree, node)
    default:
      return null
  }
}

function entryOf(tree: SyntaxTree, item: SyntaxNode): readonly [Literal, Literal] | null {
  const [key, value] = item.type === 'pair' ? [fieldOf(item, 'key'), fieldOf(item, 'value')] : []
  const [keyed, held] = [key, value].map((part) => (part === undefined ? null : parse(tree, part)))
  return keyed && held ? [keyed, held] : null
}

function numberOf(written: string): Literal | null {
  const text = written.replaceAll('_', '').toLowerCase()
  if (/^(?:0[xob][\da-f]+|\d+)$/.test(text)) return { kind: 'integer', text: String(BigInt(text)) }
  return /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(text) ? { kind: 'float', text: floatText(Number(text)) } : null
}

function signed(tree: SyntaxTree, node: SyntaxNode): Literal | null {
  const [operator, operand] = [fieldOf(node, 'operator'), fieldOf(node, 'argument')]
  const value = operand === undefined || !/^(integer|float)$/.test(operand.type) ? null : parse(tree, operand)
  if (operator === undefined || textOf(tree, operator) !== '-') return null
  if (value?.kind === 'integer') return { kind: 'integer', text: String(-BigInt(value.text)) }
  return value?.kind === 'float' ? { kind: 'float', text: floatText(-Number(value.text)) } : null
}

/** `set()` and `float('nan')`, which have no literal form. */
function constructed(tree: SyntaxTree, node: SyntaxNode): Literal | null {
  const text = textOf(tree, node)
  if (text === 'set()') return { kind: 'set', items: [] }
  const [, , sign, name] = /^float\((["'])([+-]?)(nan|inf|infinity)\1\)$/i.exec(text) ?? []
  if (name === undefined) return null
  return { kind: 'float', text: /^nan$/i.test(name) ? 'NaN' : sign === '-' ? '-Infinity' : 'Infinity' }
}
