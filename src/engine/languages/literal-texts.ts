import type { LiteralStyle } from './facets/literals.ts'
import type { IsKind } from './facets/node-kinds.ts'
import { visit } from './syntax.ts'
import type { SyntaxTree } from './syntax-tree.ts'

/** The quotes that most strings of a file have, single ones where it has none; strings over several lines are left out. */
export function literalStyle(tree: SyntaxTree, is: IsKind): LiteralStyle {
  let balance = 0
  visit(tree.root, (node) => {
    const opening = is(node, 'string') ? /^[A-Za-z]*(["'])(?!\1\1)/.exec(tree.text.slice(node.start, node.end))?.[1] : undefined
    if (opening !== undefined) balance += opening === '"' ? 1 : -1
    return true
  })
  return { quote: balance > 0 ? '"' : "'" }
}

/** The one spelling of a floating-point number: as JavaScript prints it, with `.0` where it would look like an integer. */
export function floatText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** What shows as nothing, as a space that is none, or as something else than it is. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
])

/** A text in quotes: the file's, or the other ones where that saves escapes. `asCode` writes a code point that must not be seen as it is. */
export function quoted(value: string, { quote }: LiteralStyle, asCode: (code: number) => string): string {
  const other = quote === '"' ? "'" : '"'
  const count = (mark: string): number => value.split(mark).length
  const mark = count(quote) > count(other) ? other : quote
  const characters = Array.from(value, (character) => {
    if (character === mark) return `\\${mark}`
    return SHORT.get(character) ?? (UNSEEN.test(character) ? asCode(character.codePointAt(0) ?? 0) : character)
  })
  return mark + characters.join('') + mark
}

/** A code point in hexadecimal digits. */
export function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

/** Every part through the same function; `null` as soon as one of them is. */
export function allOrNone<In, Out>(parts: readonly In[], turn: (part: In) => Out | null): readonly Out[] | null {
  const turned: Out[] = []
  for (const part of parts) {
    const one = turn(part)
    if (one === null) return null
    turned.push(one)
  }
  return turned
}
