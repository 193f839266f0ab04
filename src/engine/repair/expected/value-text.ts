import type { ProbedValue } from '../../../model/runs/test-run.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { Language, SyntaxNode } from '../../languages/language.ts'
import type { Parsers } from '../../languages/parsers.ts'

/** A value that a probe wrote as an expression; `null` where that can't be read. */
export function valueOfText(text: string, language: Language, parsers: Parsers): SourceValue | null {
  const [extension] = Object.keys(language.extensions)
  const tree = parsers.parse(`value.${extension}`, `(${text})`)
  if (tree === null || tree.errors.length > 0) return null
  let node: SyntaxNode | undefined = tree.root
  while (node !== undefined && !language.syntax.is(node, 'parentheses')) node = node.children.find((child) => child.named)
  return node === undefined ? null : language.values.read(tree, node)
}

/** A value as a probe saw it; `null` where it could not write it down. */
export function readValue(value: ProbedValue | null, language: Language, parsers: Parsers): SourceValue | null {
  const text = value?.literal ?? value?.expression ?? null
  return text === null ? null : valueOfText(text, language, parsers)
}
