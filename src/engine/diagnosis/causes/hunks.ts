import { diffArrays } from 'diff'
import type { HunkPlace } from '../../../model/causal-finding.ts'
import type { FileChange } from '../../../model/file-change.ts'

/** One change of contiguous lines, with the removed and the added lines (each with its line end). */
export type Hunk = HunkPlace & { readonly removed: readonly string[]; readonly added: readonly string[] }

/** A file that moved is compared with what it was when so much of it stayed; git's own threshold for a rename. */
const SAME_FILE = 0.5
/** Removed and added lines; beyond that a file counts as one change. The comparison is quadratic at worst. */
const MOST_EDITS = 4_000

/**
 * Every change of contiguous lines between the two versions. A file that is gone is one hunk. A file that is new has none, as
 * nothing is undone by taking it away, unless it is one that moved: then its hunks are what changed on the way.
 */
export function hunksOf(changes: readonly FileChange[]): readonly Hunk[] {
  const gone = changes.filter(({ after }) => after === null)
  return changes.flatMap((change) => {
    if (change.before !== null) return between(change.path, change.path, change.before, change.after)
    const origin = gone.find((old) => isSameFile(old.before ?? '', change.after ?? ''))
    return origin ? between(change.path, origin.path, origin.before ?? '', change.after) : []
  })
}

/** The head's texts with these hunks undone, for the files that they touch. */
export function undoHunks(changes: readonly FileChange[], hunks: readonly Hunk[]): ReadonlyMap<string, string> {
  const texts = new Map(changes.map(({ path, after }) => [path, after]))
  return new Map([...Map.groupBy(hunks, ({ file }) => file)].map(([file, members]) => [file, undone(texts.get(file) ?? null, members)]))
}

export function samePlace(a: HunkPlace, b: HunkPlace): boolean {
  return a.file === b.file && a.before.line === b.before.line && a.after.line === b.after.line && a.after.count === b.after.count
}

function undone(after: string | null, hunks: readonly Hunk[]): string {
  const lines = linesOf(after ?? '')
  for (const { after: place, removed } of hunks.toSorted((a, b) => b.after.line - a.after.line)) {
    lines.splice(place.line - 1, place.count, ...removed)
  }
  return lines.join('')
}

function between(file: string, oldFile: string, before: string, after: string | null): readonly Hunk[] {
  const old = linesOf(before)
  const whole = (now: readonly string[]): Hunk => ({
    file,
    oldFile,
    before: { line: 1, count: old.length },
    after: { line: 1, count: now.length },
    removed: old,
    added: now,
  })
  if (after === null) return [whole([])]
  const now = linesOf(after)
  const parts = diffArrays(old, now, { maxEditLength: MOST_EDITS })
  if (parts === undefined) return [whole(now)]
  const hunks: Hunk[] = []
  let [oldLine, line] = [1, 1]
  let open: { removed: string[]; added: string[]; oldLine: number; line: number } | null = null
  const close = (): void => {
    if (open === null) return
    const { removed, added } = open
    hunks.push({
      file,
      oldFile,
      before: { line: open.oldLine, count: removed.length },
      after: { line: open.line, count: added.length },
      removed,
      added,
    })
    open = null
  }
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      close()
      oldLine += value.length
      line += value.length
      continue
    }
    open ??= { removed: [], added: [], oldLine, line }
    if (added) {
      open.added.push(...value)
      line += value.length
    } else {
      open.removed.push(...value)
      oldLine += value.length
    }
  }
  close()
  return hunks
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

function isSameFile(before: string, after: string): boolean {
  const [old, now] = [linesOf(before), linesOf(after)]
  const left = new Map<string, number>()
  for (const line of old) left.set(line, (left.get(line) ?? 0) + 1)
  const shared = now.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count > 0
  })
  return shared.length > 0 && shared.length / Math.max(old.length, now.length) >= SAME_FILE
}
