import type { SourceFile } from '../../../changes/resolve/project.ts'
import { isComment, visit } from '../../../languages/syntax.ts'
import type { Hunk } from '../../causes/hunks.ts'
import type { DiagnosisContext } from '../../rule.ts'

const known = new WeakMap<SourceFile, ReadonlySet<number>>()

/** Lines (from 1) of a source file that are words for people: comments, docstrings. Read once for each file. */
export function proseLines(file: SourceFile): ReadonlySet<number> {
  const lines = known.get(file) ?? readProse(file)
  known.set(file, lines)
  return lines
}

function readProse(file: SourceFile): ReadonlySet<number> {
  const lines = new Set<number>()
  visit(file.tree.root, (node) => {
    if (!file.language.syntax.isDocstring(node) && !isComment(node)) return true
    const count = file.text.slice(node.start, node.end).split('\n').length
    const lineStart = file.text.lastIndexOf('\n', node.start - 1) + 1
    const isWhole = file.text.slice(lineStart, node.start).trim() === ''
    for (let line = isWhole ? node.line : node.line + 1; line < node.line + count; line += 1) lines.add(line)
    return false
  })
  return lines
}

/** Of these hunks the comments and docstrings alone, code left out. */
export function proseOf(hunks: readonly Hunk[], context: DiagnosisContext): readonly Hunk[] {
  return linesOf(hunks, context, true)
}

/** Of these hunks the code alone: a comment that is put right follows nothing. */
export function codeOf(hunks: readonly Hunk[], context: DiagnosisContext): readonly Hunk[] {
  return linesOf(hunks, context, false)
}

function linesOf(hunks: readonly Hunk[], { trees }: DiagnosisContext, isProse: boolean): readonly Hunk[] {
  return hunks.flatMap((hunk) => {
    const [old, now] = [trees.before.file(hunk.oldFile), trees.after.file(hunk.file)]
    if (old === null || now === null) return isProse ? [] : [hunk]
    const [oldProse, nowProse] = [proseLines(old), proseLines(now)]
    const removed = hunk.removed.filter((_, index) => oldProse.has(hunk.before.line + index) === isProse)
    const added = hunk.added.filter((_, index) => nowProse.has(hunk.after.line + index) === isProse)
    return removed.length + added.length === 0 ? [] : [{ ...hunk, removed, added }]
  })
}
