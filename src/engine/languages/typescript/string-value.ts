import { allOrNone } from '../literal-texts.ts'
import { likePieces } from '../string-fragments.ts'
import type { Range, SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

const ESCAPE = /\\(?:(\r\n|[\n\r\u2028\u2029])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}|(0)(?!\d)|([\s\S]))/g
const SHORT: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])
const LAST_CODE_POINT = 0x10ffff

/** The text of a string, or of a template without expressions; `null` where it can't be read. */
export function scriptStringValue(tree: SyntaxTree, node: SyntaxNode): string | null {
  const isTemplate = node.type === 'template_string'
  if (isTemplate && node.children.some(({ type }) => type === 'template_substitution')) return null
  const written = tree.text.slice(node.start + 1, node.end - 1)
  return unescaped(isTemplate ? written.replaceAll('\r\n', '\n') : written)
}

const PIECE = new RegExp(`${ESCAPE.source}|[\\s\\S]`, 'gu')

/** A new text in the quotes of a string, as little of it as can be written anew; `null` where the old one can't be read. */
export function scriptStringLike(tree: SyntaxTree, node: SyntaxNode, value: string): string | null {
  if (scriptStringValue(tree, node) === null) return null
  const quote = tree.text.charAt(node.start)
  const inside = scriptTextIn(tree, { start: node.start + 1, end: node.end - 1 }, quote)
  const text = inside?.write(value) ?? null
  return text === null ? null : quote + text + quote
}

/** A stretch of what stands in the quotes of a string or a template: what it says, and how to write another text there. */
export function scriptTextIn(tree: SyntaxTree, range: Range, quote: string) {
  const sources = tree.text.slice(range.start, range.end).match(PIECE) ?? []
  const pieces = allOrNone(sources, (source) => {
    const piece = unescaped(source)
    return piece === null ? null : { source, value: quote === '`' ? piece.replace('\r\n', '\n') : piece }
  })
  if (pieces === null) return null
  const written = (text: string): string =>
    Array.from(text, (character) => {
      if (character === quote || character === '\\') return `\\${character}`
      if (quote === '`') return character
      return ESCAPED.get(character) ?? character
    })
      .join('')
      .replaceAll('${', quote === '`' ? '\\${' : '${')
  return { value: pieces.map(({ value }) => value).join(''), write: (value: string): string => likePieces(pieces, value, written) }
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

function unescaped(text: string): string | null {
  let isReadable = true
  const value = text.replace(ESCAPE, (_, line, byte, short, long, zero, other) => {
    if (line !== undefined) return ''
    if (zero !== undefined) return '\0'
    const code = Number.parseInt(byte ?? short ?? long ?? '', 16)
    if (code <= LAST_CODE_POINT) return String.fromCodePoint(code)
    // digits are octal, which is not allowed everywhere; half an escape is none
    if (other === undefined || /[\dxu]/.test(other)) isReadable = false
    return SHORT.get(other) ?? other ?? ''
  })
  return isReadable ? value : null
}
