import { allOrNone } from '../literal-texts.ts'
import { childOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

const ESCAPE = /\\(?:(\r?\n)|([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g
const SHORT: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
])
const LAST_CODE_POINT = 0x10ffff

/** The text of a string, or of several side by side; `null` for bytes, for expressions inside, and for escapes by a name. */
export function pythonStringValue(tree: SyntaxTree, node: SyntaxNode): string | null {
  if (node.type === 'concatenated_string') {
    return allOrNone(namedChildren(node), (part) => (part.type === 'string' ? pythonStringValue(tree, part) : null))?.join('') ?? null
  }
  const [start, end] = [childOf(node, 'string_start'), childOf(node, 'string_end')]
  if (start === undefined || end === undefined || childOf(node, 'interpolation') !== undefined) return null
  const prefix = /^\w*/.exec(textOf(tree, start))?.[0].toLowerCase() ?? ''
  if (/[bt]/.test(prefix)) return null
  const written = tree.text.slice(start.end, end.start).replaceAll('\r\n', '\n')
  const content = prefix.includes('f') ? written.replaceAll('{{', '{').replaceAll('}}', '}') : written
  return prefix.includes('r') ? content : unescaped(content)
}

function unescaped(text: string): string | null {
  let isReadable = true
  const value = text.replace(ESCAPE, (whole, line, octal, byte, short, long, other) => {
    if (line !== undefined) return ''
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
    const code = Number.parseInt(byte ?? short ?? long ?? '', 16)
    if (code <= LAST_CODE_POINT) return String.fromCodePoint(code)
    // an unknown escape stays as it is written; a named one needs the tables of Unicode, and half an escape is none
    if (other === undefined || /[NxuU]/.test(other)) isReadable = false
    return SHORT.get(other) ?? whole
  })
  return isReadable ? value : null
}
