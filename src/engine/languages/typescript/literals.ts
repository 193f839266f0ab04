import type { Literal, Literals } from '../facets/literals.ts'
import { allOrNone, floatText, hex, quoted } from '../literal-texts.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { scriptStringValue } from './string-value.ts'

type Entries = Extract<Literal, { kind: 'map' }>['entries']

const BARE_KEY = /^[A-Za-z_$][\w$]*$/
/** In an object literal it sets the prototype and is not a key. */
const PROTOTYPE = '__proto__'

export const scriptLiterals: Literals = {
  parse,
  print(value, style) {
    const asCode = (code: number): string =>
      code <= 0xff ? `\\x${hex(code, 2)}` : code <= 0xffff ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 1)}}`
    return print(value, (text) => quoted(text, style, asCode))
  },
}

function print(value: Literal, text: (value: string) => string): string | null {
  switch (value.kind) {
    case 'null':
    case 'undefined':
      return value.kind
    case 'boolean':
      return String(value.value)
    case 'integer':
      return Number.isSafeInteger(Number(value.text)) ? value.text : null
    case 'float':
      return value.text === '-0.0' ? '-0' : String(Number(value.text))
    case 'bigint':
      return `${value.text}n`
    case 'string':
      return text(value.value)
    case 'map':
      return objectText(value.entries, text)
    case 'list':
      return listText(value.items, text)
    case 'set':
      return setText(value.items, text)
    case 'tuple':
      return null
  }
}

function listText(items: readonly Literal[], text: (value: string) => string): string | null {
  const written = allOrNone(items, (item) => print(item, text))
  return written === null ? null : `[${written.join(', ')}]`
}

function setText(items: readonly Literal[], text: (value: string) => string): string | null {
  const list = listText(items, text)
  if (list === null) return null
  return items.length === 0 ? 'new Set()' : `new Set(${list})`
}

function objectText(entries: Entries, text: (value: string) => string): string | null {
  const written = allOrNone(entries, ([key, held]) => {
    const heldText = print(held, text)
    if (key.kind !== 'string' || key.value === PROTOTYPE || heldText === null) return null
    return `${BARE_KEY.test(key.value) ? key.value : text(key.value)}: ${heldText}`
  })
  if (written === null) return null
  return written.length === 0 ? '{}' : `{ ${written.join(', ')} }`
}

function parse(tree: SyntaxTree, node: SyntaxNode): Literal | null {
  switch (node.type) {
    case 'null':
    case 'undefined':
      return { kind: node.type }
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true' }
    case 'number':
      return numberOf(textOf(tree, node))
    case 'identifier':
      return /^(NaN|Infinity)$/.test(textOf(tree, node)) ? { kind: 'float', text: textOf(tree, node) } : null
    case 'unary_expression':
      return signed(tree, node)
    case 'string':
    case 'template_string': {
      const value = scriptStringValue(tree, node)
      return value === null ? null : { kind: 'string', value }
    }
    case 'parenthesized_expression': {
      const [inner] = namedChildren(node)
      return inner === undefined ? null : parse(tree, inner)
    }
    case 'array': {
      const items = hasHoles(tree, node) ? null : allOrNone(namedChildren(node), (item) => parse(tree, item))
      return items === null ? null : { kind: 'list', items }
    }
    case 'object': {
      const entries = allOrNone(namedChildren(node), (item) => entryOf(tree, item))
      return entries === null ? null : { kind: 'map', entries }
    }
    case 'new_expression':
      return constructed(tree, node)
    default:
      return null
  }
}

/** `[1, , 2]`: a place without a value. */
function hasHoles(tree: SyntaxTree, array: SyntaxNode): boolean {
  const tokens = array.children.filter(({ type }) => type !== 'comment').map((child) => (child.named ? 'value' : textOf(tree, child)))
  return tokens.some((token, index) => token === ',' && tokens[index - 1] !== 'value')
}

function entryOf(tree: SyntaxTree, item: SyntaxNode): readonly [Literal, Literal] | null {
  const [key, value] = item.type === 'pair' ? [fieldOf(item, 'key'), fieldOf(item, 'value')] : []
  const name = key?.type === 'property_identifier' ? textOf(tree, key) : key?.type === 'string' ? scriptStringValue(tree, key) : null
  const held = value === undefined ? null : parse(tree, value)
  return name === null || name === PROTOTYPE || held === null ? null : [{ kind: 'string', value: name }, held]
}

function numberOf(written: string): Literal | null {
  const text = written.replaceAll('_', '')
  if (/^0\d/.test(text)) return null
  if (/n$/.test(text)) return { kind: 'bigint', text: String(BigInt(text.slice(0, -1))) }
  return ofNumber(Number(text))
}

function ofNumber(value: number): Literal {
  const isInteger = Number.isSafeInteger(value) && !Object.is(value, -0)
  return isInteger ? { kind: 'integer', text: String(value) } : { kind: 'float', text: floatText(value) }
}

function signed(tree: SyntaxTree, node: SyntaxNode): Literal | null {
  const [operator, operand] = [fieldOf(node, 'operator'), fieldOf(node, 'argument')]
  if (operator === undefined || operand === undefined || textOf(tree, operator) !== '-') return null
  const value = /^(number|identifier)$/.test(operand.type) ? parse(tree, operand) : null
  if (value?.kind === 'bigint') return { kind: 'bigint', text: String(-BigInt(value.text)) }
  return value?.kind === 'integer' || value?.kind === 'float' ? ofNumber(-Number(value.text)) : null
}

/** `new Set([…])`, which has no literal form. */
function constructed(tree: SyntaxTree, node: SyntaxNode): Literal | null {
  const [callee, list] = [fieldOf(node, 'constructor'), childOf(node, 'arguments')]
  if (callee === undefined || textOf(tree, callee) !== 'Set') return null
  const given = list === undefined ? [] : namedChildren(list)
  const [first] = given
  const held: Literal | null = first === undefined ? { kind: 'list', items: [] } : first.type === 'array' ? parse(tree, first) : null
  return held?.kind === 'list' && given.length < 2 ? { kind: 'set', items: held.items } : null
}
