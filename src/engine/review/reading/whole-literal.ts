import { languageOf } from '../../languages/index.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'
import type { Parsers } from '../../languages/parsers.ts'

/** Whether a range of a file is one literal value from end to end: no name, no call, no operator beside a sign. */
export function isWholeLiteral(path: string, text: string, { start, end }: Range, parsers: Parsers): boolean {
  const language = languageOf(path)
  const tree = parsers.parse(path, text)
  if (language === null || tree === null) return false
  const reaches = (node: SyntaxNode): boolean => node.start <= start && end <= node.end
  let node: SyntaxNode | undefined = tree.root
  while (node !== undefined && reaches(node)) {
    if (node.start === start && node.end === end && language.literals.parse(tree, node) !== null) return true
    node = node.children.find(reaches)
  }
  return false
}
