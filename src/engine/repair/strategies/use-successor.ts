import { isSuccession, successorEdits } from '../../changes/successors/successor-edits.ts'
import { declined, reachEdits, type Strategy } from '../strategy.ts'

/** Whoever called a mere wrapper called its successor; a note is somebody's word. */
const CONFIDENCE = { succeeded: 0.97, likely_succeeded: 0.8 } as const

export const useSuccessor: Strategy = {
  name: 'use_successor',
  description:
    'Follows an old name that was removed, throws or warns to the successor that its own source names, with the arguments that it passed on.',
  propose: ({ changes, testFiles, trees }) =>
    changes.filter(isSuccession).flatMap((change) =>
      [...testFiles.keys()].flatMap((path) => {
        const file = trees.before.file(path)
        const found = file === null ? null : successorEdits(change, file, trees)
        if (found === null) return []
        if (found.kind === 'impossible') return declined([change], found.reason)
        const findings = reachEdits(path, [change], found.edits, CONFIDENCE[change.kind as keyof typeof CONFIDENCE])
        return findings.map((finding) => ({ ...finding, isGuess: change.kind !== 'succeeded' }))
      }),
    ),
}
