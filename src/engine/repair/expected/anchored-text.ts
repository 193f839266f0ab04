import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { unedited, type ValueEdits } from '../values/value-edit.ts'
import type { PartAnchors } from './corresponding-text.ts'
import type { EditContext } from './expectation-edits.ts'
import type { PlainPattern } from './pattern-text.ts'

type Anchored = { readonly text: string; readonly ends: PartAnchors; readonly pattern: PlainPattern | null }

/**
 * The ends at which an expected part has lost something, where what came begins or ends there as well: so a shorter part can demand as much as
 * the longer one did. `null` where it can't.
 */
export function lostEnds(old: string, text: string, came: string): PartAnchors | null {
  const ends = { isStart: !old.startsWith(text), isEnd: !old.endsWith(text) }
  if (!ends.isStart && !ends.isEnd) return null
  return (ends.isStart && !came.startsWith(text)) || (ends.isEnd && !came.endsWith(text)) ? null : ends
}

/** A pattern that says where the text begins or ends. */
export function anchoredEdits(
  file: SourceFile,
  node: SyntaxNode,
  { text, ends, pattern }: Anchored,
  { testFiles }: EditContext,
): ValueEdits {
  const { language, tree } = file
  if (!testFiles.has(file.path) || !language.syntax.is(node, 'string')) return unedited('not-literal')
  const before = textOf(tree, node)
  const [start, end] = [ends.isStart && !pattern?.isStart ? '^' : '', ends.isEnd && !pattern?.isEnd ? '$' : '']
  const after =
    pattern === null ? asRegex(`${start}${escaped(text)}${end}`) : withPattern(before, pattern, `${start}${pattern.write(text)}${end}`)
  if (after === null) return unedited('no-literal-form')
  return {
    kind: 'edits',
    edits: [{ file: file.path, range: { start: node.start, end: node.end }, replacement: after, value: { before, after } }],
  }
}

/** A plain string in JavaScript: a pattern is another literal there. */
function asRegex(body: string): string | null {
  return /[\n\r]/.test(body) ? null : `/${body}/`
}

function escaped(text: string): string {
  return text.replace(/[.*+?()[\]{}|^$\\/]/g, '\\$&')
}

/** In the quotes that the old pattern had. */
function withPattern(before: string, { text }: PlainPattern, now: string): string | null {
  const [, open, inside, close] = /^(r?["'])([\s\S]*)(["'])$/.exec(before) ?? []
  if (open === undefined || close === undefined || inside === undefined || now.includes(close)) return null
  // an escape is written twice where the string is not raw
  return text === inside || open.startsWith('r') || !now.includes('\\') ? `${open}${now}${close}` : null
}
