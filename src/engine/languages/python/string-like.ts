import { fragmentsOf, likePieces, withReplaced } from '../string-fragments.ts'
import { childOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { pythonStringValue, stringPieces } from './string-value.ts'

/** The node's own source with as little of it replaced as makes the new text; `null` where that can't be written so. */
export function stringLike(tree: SyntaxTree, node: SyntaxNode, value: string): string | null {
  const parts = node.type === 'concatenated_string' ? namedChildren(node) : [node]
  const fragments = fragmentsOf(parts, (part) => pythonStringValue(tree, part))
  return fragments === null ? null : withReplaced(tree, node, fragments, value, (part, text) => inside(tree, part, text))
}

/** A new text in the quotes of a string. */
function inside(tree: SyntaxTree, part: SyntaxNode, value: string): string | null {
  const [start, end] = [childOf(part, 'string_start'), childOf(part, 'string_end')]
  const pieces = stringPieces(tree, part)
  if (start === undefined || end === undefined || pieces === null) return null
  const [opening, quote] = [textOf(tree, start), textOf(tree, end)]
  if (/r/i.test(opening)) return canBeRaw(value, quote) ? opening + value + quote : null
  const hasTabs = pieces.some(({ source }) => source === '\t')
  const text = likePieces(pieces, value, (middle) => escaped(middle, quote, /f/i.test(opening), hasTabs))
  const doesEnd = quote.length === 3 && (text.includes(quote) || text.endsWith(quote.charAt(0)))
  return doesEnd ? null : opening + text + quote
}

function canBeRaw(value: string, quote: string): boolean {
  return (
    !value.includes(quote) && (quote.length === 3 || !value.includes('\n')) && !value.endsWith('\\') && !value.endsWith(quote.charAt(0))
  )
}

export function escaped(text: string, quote: string, isFormatted: boolean, hasTabs: boolean): string {
  const kept = new Set([...(quote.length === 3 ? ['\n'] : []), ...(hasTabs ? ['\t'] : [])])
  return Array.from(text, (character) => {
    if (kept.has(character)) return character
    if (character === quote) return `\\${character}`
    return SHORT.get(character) ?? (isFormatted && /[{}]/.test(character) ? character + character : shown(character))
  }).join('')
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\\', '\\\\'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : character
}
