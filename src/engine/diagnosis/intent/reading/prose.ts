import type { Trees } from '../../../changes/uses/use-site.ts'
import type { Hunk } from '../../causes/hunks.ts'

/** Of these hunks the comments and docstrings alone, code left out. */
export function linesOfProse(hunks: readonly Hunk[], trees: Trees): readonly Hunk[] {
  return linesOf(hunks, trees, true)
}

/** Of these hunks the code alone: a comment that is put right follows nothing. */
export function linesOfCode(hunks: readonly Hunk[], trees: Trees): readonly Hunk[] {
  return linesOf(hunks, trees, false)
}

function linesOf(hunks: readonly Hunk[], trees: Trees, isProse: boolean): readonly Hunk[] {
  return hunks.flatMap((hunk) => {
    const [old, now] = [trees.before.file(hunk.oldFile), trees.after.file(hunk.file)]
    if (old === null || now === null) return isProse ? [] : [hunk]
    const [oldProse, nowProse] = [old.proseLines(), now.proseLines()]
    const removed = hunk.removed.filter((_, index) => oldProse.has(hunk.before.line + index) === isProse)
    const added = hunk.added.filter((_, index) => nowProse.has(hunk.after.line + index) === isProse)
    return removed.length + added.length === 0 ? [] : [{ ...hunk, removed, added }]
  })
}
