import type { SourceFile } from '../../changes/resolve/project.ts'
import { languageOf } from '../../languages/index.ts'
import type { Range } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { textOf } from '../../languages/syntax.ts'

/** A stretch of a text of a file. */
type Stretch = { readonly text: string; readonly range: Range }

/**
 * Whether both are one text with expressions in it that differs only in what is written out: each expression stands in its order, or a text
 * stands in its place.
 */
export function areSameHoles(path: string, before: Stretch, after: Stretch, parsers: Parsers): boolean {
  const [old, now] = [holesOf(path, before, parsers), holesOf(path, after, parsers)]
  if (old === null || now === null) return false
  let at = 0
  const isKept = now.every((hole) => {
    at = old.indexOf(hole, at) + 1
    return at > 0
  })
  return old.length > 0 && isKept
}

/** The expressions in their order; `null` where it is no text. */
function holesOf(path: string, { text, range }: Stretch, parsers: Parsers): readonly string[] | null {
  const language = languageOf(path)
  const tree: SourceFile['tree'] | null = parsers.parse(path, text)
  const node = tree === null ? null : nodeAt(tree.root, range)
  if (language === null || tree === null || node === null) return null
  const { syntax } = language
  if (!syntax.is(node, 'string', 'template')) return null
  return node.children.flatMap((child) => (syntax.is(child, 'hole') ? [textOf(tree, child)] : []))
}
