import type { SyntaxNode, SyntaxTree } from './syntax-tree.ts'

/** A part of a joined string with the text that it stands for. */
type Fragment = { readonly node: SyntaxNode; readonly value: string }

/** As little of a source as stands for a piece of text: a character, or an escape. */
export type Piece = { readonly source: string; readonly value: string }

/** The parts of a joined string; `null` where one of them can't be read. */
export function fragmentsOf(nodes: readonly SyntaxNode[], textOf: (node: SyntaxNode) => string | null): readonly Fragment[] | null {
  const fragments: Fragment[] = []
  for (const node of nodes) {
    const value = textOf(node)
    if (value === null) return null
    fragments.push({ node, value })
  }
  return fragments.length === 0 ? null : fragments
}

/**
 * The source of a joined string whose text becomes `value`. Only the parts that hold a difference are written anew: the first of them takes
 * what came. `null` where `write` can't write one.
 */
export function withReplaced(
  tree: SyntaxTree,
  whole: SyntaxNode,
  fragments: readonly Fragment[],
  value: string,
  write: (node: SyntaxNode, value: string) => string | null,
): string | null {
  const old = fragments.map((one) => one.value).join('')
  const [start, end] = differing(old, value)
  const come = value.slice(start, value.length - (old.length - end))
  let [at, copied, result] = [0, whole.start, '']
  let isTaken = old === value
  for (const [index, { node, value: text }] of fragments.entries()) {
    const [from, to] = [at, at + text.length]
    at = to
    const isOpen = to > start || index === fragments.length - 1
    if (isTaken ? from >= end : !isOpen) continue
    const kept = text.slice(0, Math.max(0, start - from))
    const rest = text.slice(Math.min(text.length, Math.max(0, end - from)))
    const written = write(node, kept + (isTaken ? '' : come) + rest)
    if (written === null) return null
    isTaken = true
    result += tree.text.slice(copied, node.start) + written
    copied = node.end
  }
  return isTaken ? result + tree.text.slice(copied, whole.end) : null
}

/** A text written as the pieces of another one as far as both begin and end alike, and by `written` in between. */
export function likePieces(pieces: readonly Piece[], value: string, written: (text: string) => string): string {
  let [first, from] = [0, 0]
  for (const piece of pieces) {
    if (!value.startsWith(piece.value, from)) break
    from += piece.value.length
    first += 1
  }
  let [last, to] = [pieces.length, value.length]
  for (const piece of pieces.slice(first).toReversed()) {
    if (to - piece.value.length < from || !value.slice(0, to).endsWith(piece.value)) break
    to -= piece.value.length
    last -= 1
  }
  const sources = pieces.map(({ source }) => source)
  return sources.slice(0, first).join('') + written(value.slice(from, to)) + sources.slice(last).join('')
}

/** The range of the old text that is not part of the new one's beginning or end. */
function differing(old: string, value: string): readonly [start: number, end: number] {
  let start = 0
  while (start < old.length && start < value.length && old[start] === value[start]) start += 1
  let same = 0
  while (same < old.length - start && same < value.length - start && old.at(-1 - same) === value.at(-1 - same)) same += 1
  return [start, old.length - same]
}
