import type { Culprit } from '../../../model/failure-analysis.ts'
import type { FileChange } from '../../../model/file-change.ts'
import type { Hunk } from './hunks.ts'

const DECLARED = /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:def|class|function\*?|const|let|var)\s+([A-Za-z_$][\w$]*)/
const WORD = /[A-Za-z_$][\w$]*/g
const MOST_LINES = 12 // a screen holds two such hunks

/** Declarations in files that the change added and that these hunks began to use: undoing the use takes them along, so the fault may be there. */
export function newCalleesOf(hunks: readonly Hunk[], fileChanges: readonly FileChange[]): readonly Culprit[] {
  const words = (lines: readonly string[]) => lines.join('').match(WORD) ?? []
  const old = new Set(hunks.flatMap(({ removed }) => words(removed)))
  const used = new Set(hunks.flatMap(({ added }) => words(added)).filter((word) => !old.has(word)))
  return fileChanges.flatMap(({ path, before, after }) => {
    if (before !== null || after === null) return []
    const lines = after.split('\n')
    const at = lines.findIndex((line) => used.has(DECLARED.exec(line)?.[1] ?? ''))
    if (at < 0) return []
    const shown = lines.slice(at, at + MOST_LINES).filter((line, index, all) => line !== '' || index < all.length - 1)
    return [{ file: path, line: at + 1, hunk: shown.map((line) => `+${line}`).join('\n') }]
  })
}
