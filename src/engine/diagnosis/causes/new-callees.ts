import type { Culprit } from '../../../model/failure-analysis.ts'
import type { FileChange } from '../../../model/file-change.ts'
import { shown } from './culprits-of.ts'
import type { Hunk } from './hunks.ts'

const DECLARED = /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:def|class|function\*?|const|let|var)\s+([A-Za-z_$][\w$]*)/
const WORD = /[A-Za-z_$][\w$]*/g

/** Declarations in files that the change added and that these hunks began to use: undoing the use takes them along, so the fault may be there. */
export function newCalleesOf(hunks: readonly Hunk[], fileChanges: readonly FileChange[]): readonly Culprit[] {
  const words = (lines: readonly string[]) => lines.join('').match(WORD) ?? []
  const old = new Set(hunks.flatMap(({ removed }) => words(removed)))
  const used = new Set(hunks.flatMap(({ added }) => words(added)).filter((word) => !old.has(word)))
  const found = fileChanges.flatMap(({ path, before, after }): readonly Hunk[] => {
    if (before !== null || after === null) return []
    const lines = after.replace(/\n$/, '').split('\n')
    const at = lines.findIndex((line) => used.has(DECLARED.exec(line)?.[1] ?? ''))
    const added = lines.slice(at)
    const [place, none] = [
      { line: at + 1, count: added.length },
      { line: 1, count: 0 },
    ]
    return at < 0 ? [] : [{ file: path, oldFile: path, before: none, after: place, removed: [], added }]
  })
  return found.map(shown)
}
