import type { Culprit } from '../../model/failure-analysis.ts'
import type { FileChange } from '../../model/file-change.ts'
import { decide, passOn } from './finding.ts'
import type { Rule } from './rule.ts'

const NAME = 'changed source reached'

/** The change broke it and declares nothing that would explain it: a broken product until somebody says otherwise. */
export const changedSource = {
  name: NAME,
  description: 'The test passed before the change, fails after it, and reaches changed product code that declares no new contract.',
  examine({ fileChanges, closure, failing }) {
    const frames = new Set(failing?.failure?.frames.map((frame) => frame.file))
    const reached = fileChanges.filter(({ path }) => closure.has(path) || frames.has(path))
    if (reached.length === 0) {
      return passOn(NAME, fileChanges.length === 0 ? 'no product file changed' : 'none of the changed product files is reached by imports')
    }
    const ranked = [...reached].sort((a, b) => Number(frames.has(b.path)) - Number(frames.has(a.path)))
    const culprits = ranked.map(culprit)
    const rootCause = `it passed before this change and fails after it; it reaches ${culprits.map(({ file }) => file).join(', ')}`
    return decide(NAME, { verdict: 'product_regression', rootCause, confidence: frames.has(culprits[0]?.file ?? '') ? 0.9 : 0.8, culprits })
  },
} satisfies Rule

/** The first changed line of the head, with the lines that changed there: what a reader wants to see first. */
function culprit({ path, before, after }: FileChange): Culprit {
  const old = before?.split('\n') ?? []
  const now = after?.split('\n') ?? []
  let first = 0
  while (first < old.length && first < now.length && old[first] === now[first]) first += 1
  let oldEnd = old.length
  let nowEnd = now.length
  while (oldEnd > first && nowEnd > first && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd -= 1
    nowEnd -= 1
  }
  const MOST = 12 // lines a side: a screen holds two such hunks
  const hunk = [
    ...old
      .slice(first, oldEnd)
      .slice(0, MOST)
      .map((line) => `-${line}`),
    ...now
      .slice(first, nowEnd)
      .slice(0, MOST)
      .map((line) => `+${line}`),
  ]
  return { file: path, line: after === null ? null : first + 1, hunk: hunk.join('\n') }
}
