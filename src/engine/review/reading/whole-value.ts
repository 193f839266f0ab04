import type { SourceValue } from '../../languages/facets/source-values.ts'
import { languageOf } from '../../languages/index.ts'
import type { Language, Range, SyntaxNode } from '../../languages/language.ts'
import { nodeAt, pathTo } from '../../languages/node-path.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { plainPattern } from '../../repair/expected/pattern-text.ts'

/** Whether a range of a file is one value from end to end, made of literals alone, or the last name of a member such as `Color.RED`. */
export function isWholeValue(path: string, text: string, range: Range, parsers: Parsers): boolean {
  const language = languageOf(path)
  const tree = parsers.parse(path, text)
  if (language === null || tree === null) return false
  const reaching = pathTo(tree.root, range)
  const node = nodeAt(tree.root, range)
  if (node === null) return false
  const whole = [node, ...inner(node, range)].some((one) => isPlainValue(language.values.read(tree, one)))
  const [holder] = reaching.slice(-2)
  const member = holder === undefined ? null : language.values.read(tree, holder)
  return (
    whole ||
    isPlainRegex(text.slice(range.start, range.end), language, node) ||
    (member?.kind === 'member' && member.nameNode.start === range.start && member.nameNode.end === range.end)
  )
}

/** A pattern that says one text alone: no part of it accepts anything else. */
function isPlainRegex(written: string, { syntax }: Language, node: SyntaxNode): boolean {
  const body = syntax.is(node, 'regex') ? /^\/([\s\S]*)\/\w*$/.exec(written)?.[1] : undefined
  return body !== undefined && plainPattern(body, true) !== null
}

/** Nodes of the same range further in. */
function inner(node: SyntaxNode, { start, end }: Range): readonly SyntaxNode[] {
  const child = node.children.find((one) => one.start === start && one.end === end)
  return child === undefined ? [] : [child, ...inner(child, { start, end })]
}

/** No name, no call but of a class, no operator but a sign. */
export function isPlainValue(value: SourceValue): boolean {
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.every(isPlainValue)
    case 'map':
      return value.entries.every((entry) => entry.key !== null && isPlainValue(entry.value))
    case 'made':
      return value.parts.every((part) => isPlainValue(part.value))
    case 'other':
      return false
    default:
      return true
  }
}
