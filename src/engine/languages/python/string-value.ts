import { allOrNone } from '../literal-texts.ts'
import type { Piece } from '../string-fragments.ts'
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
  const found = writtenOf(tree, node)
  if (found === null || /[bt]/.test(found.prefix)) return null
  const { prefix, written } = found
  const content = prefix.includes('f') ? written.replaceAll('{{', '{').replaceAll('}}', '}') : written
  return prefix.includes('r') ? content : unescaped(content)
}

/** Bytes, one character for each; `null` for whatever is none. */
export function pythonBytesValue(tree: SyntaxTree, node: SyntaxNode): string | null {
  const found = node.type === 'string' ? writtenOf(tree, node) : null
  if (found === null || !found.prefix.includes('b')) return null
  return found.prefix.includes('r') ? found.written : unescaped(found.written)
}

/** The text in the quotes of one string, piece by piece; `null` where it can't be read. */
export function stringPieces(tree: SyntaxTree, node: SyntaxNode): readonly Piece[] | null {
  const found = writtenOf(tree, node)
  return found === null ? null : piecesOf(found)
}

/** The same for a stretch of what stands in the quotes. */
export function piecesOf({ prefix, written }: Written): readonly Piece[] | null {
  const pattern = prefix.includes('r') ? /[\s\S]/gu : PIECE
  const sources = written.match(prefix.includes('f') ? new RegExp(`\\{\\{|\\}\\}|${pattern.source}`, 'gu') : pattern) ?? []
  return allOrNone(sources, (source) => {
    const value = /^(\{\{|\}\})$/.test(source) ? source.charAt(0) : prefix.includes('r') ? source : unescaped(source)
    return value === null ? null : { source, value }
  })
}

/** An escape or a character. */
const PIECE = new RegExp(`${ESCAPE.source}|[\\s\\S]`, 'gu')

type Written = { readonly prefix: string; readonly written: string }

/** What stands in the quotes, and what stands before them. */
function writtenOf(tree: SyntaxTree, node: SyntaxNode): Written | null {
  const [start, end] = [childOf(node, 'string_start'), childOf(node, 'string_end')]
  if (start === undefined || end === undefined || childOf(node, 'interpolation') !== undefined) return null
  const prefix = /^\w*/.exec(textOf(tree, start))?.[0].toLowerCase() ?? ''
  return { prefix, written: tree.text.slice(start.end, end.start).replaceAll('\r\n', '\n') }
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
