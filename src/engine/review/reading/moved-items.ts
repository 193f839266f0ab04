import { languageOf } from '../../languages/index.ts'
import type { Language, Range, SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import { pathTo } from '../../languages/node-path.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { isComment, namedChildren, textOf, visit } from '../../languages/syntax.ts'
import { isPlainValue } from './whole-value.ts'

/** The text with the items, where they stand in it, and the text without them. */
type WithItems = { readonly path: string; readonly text: string; readonly items: Range; readonly without: string }

/**
 * Whether two texts differ in nothing but items of a list, a map or a construction: every item is a plain value, and all other tokens are
 * the same but for commas and comments.
 */
export function areOnlyItems({ path, text, items, without }: WithItems, parsers: Parsers): boolean {
  const language = languageOf(path)
  const [tree, rest] = [parsers.parse(path, text), parsers.parse(path, without)]
  if (language === null || tree === null || rest === null || rest.errors.length > tree.errors.length) return false
  const holder = pathTo(tree.root, items).findLast((node) => node.start < items.start && items.end < node.end)
  if (holder === undefined || !language.syntax.is(holder, 'list', 'object', 'severalValues', 'set', 'arguments')) return false
  const inside = namedChildren(holder).filter((node) => items.start <= node.start && node.end <= items.end)
  if (inside.length === 0 || !inside.every((node) => isItem(tree, node, language))) return false
  const covered = inside.every((node, index) => /^\s*,?\s*$/.test(text.slice(inside[index - 1]?.end ?? items.start, node.start)))
  const kept = tokensOf(tree).filter(({ start, end }) => end <= items.start || start >= items.end)
  return (
    covered &&
    kept.map((token) => textOf(tree, token)).join('\n') ===
      tokensOf(rest)
        .map((token) => textOf(rest, token))
        .join('\n')
  )
}

function isItem(tree: SyntaxTree, node: SyntaxNode, { syntax, values, literals }: Language): boolean {
  const pair = syntax.pair(node)
  if (pair === null) return isPlainValue(values.read(tree, syntax.keyword(node)?.value ?? node))
  if (pair.key === undefined || pair.value === undefined || !isPlainValue(values.read(tree, pair.value))) return false
  return syntax.is(pair.key, 'property') || literals.parse(tree, pair.key) !== null
}

/** What is not a comment, a comma or white space, leaf by leaf. */
function tokensOf(tree: SyntaxTree): readonly SyntaxNode[] {
  const tokens: SyntaxNode[] = []
  visit(tree.root, (node) => {
    if (isComment(node)) return false
    const isToken = node.children.length === 0 && node.end > node.start && tree.text.slice(node.start, node.end).trim() !== ''
    if (isToken && textOf(tree, node) !== ',') tokens.push(node)
    return true
  })
  return tokens
}
