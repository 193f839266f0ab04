import type { Edit } from '../../../model/candidate.ts'
import { contractCause } from '../../../model/cause.ts'
import type { ContractChange } from '../../../model/contract-change.ts'
import type { FailureAnalysis } from '../../../model/failure-analysis.ts'
import { reason } from '../../../model/reason.ts'
import { removedParts } from '../removal/removed-parts.ts'
import { declined, type Strategy } from '../strategy.ts'

/** Nothing is written anew, and a person has to say that the behaviour was to go. */
const OF_REMOVALS = 0.8

export const removeTest: Strategy = {
  name: 'remove_test',
  description:
    'Takes away the tests, assertions, rows of tables and whole files that are about nothing but what the source removed, with the imports that only they used.',
  propose({ analysis, changes, testFiles, trees }) {
    const { testFile } = analysis.failure
    const gone = removedFor(analysis, changes)
    const file = testFiles.has(testFile) ? trees.before.file(testFile) : null
    const parts = file === null || gone.length === 0 ? null : removedParts(file, gone, trees)
    if (parts === null) return []
    if (parts.kind === 'none') return declined(gone, reason('not-removed', { file: testFile, why: parts.why }))
    const causes = gone.map(contractCause)
    const ids = causes.map(({ id }) => id)
    const edits = parts.edits.map(({ start, end, replacement }): Edit => {
      return { file: testFile, range: { start, end }, replacement, effect: 'removal', causes: [...ids] }
    })
    return [{ kind: 'edits', causes, edits, confidence: OF_REMOVALS }]
  },
}

/** What the diagnosis found to be removed for this test, with nothing in its place and nobody who still uses it. */
function removedFor({ verdict, reason: why, codeChanges }: FailureAnalysis, changes: readonly ContractChange[]): readonly ContractChange[] {
  if (verdict !== 'removed_behaviour' && why.code !== 'removed-for-some') return []
  const isSame = (one: ContractChange, other: ContractChange): boolean => one.symbol === other.symbol && one.oldFile === other.oldFile
  const named = changes.filter(
    (change) => change.kind === 'removed' && codeChanges.some((one) => one.kind === 'removed' && isSame(one, change)),
  )
  const isReplaced = (change: ContractChange): boolean =>
    changes.some((other) => other.kind.startsWith('likely_') && other.symbol === change.symbol && other.oldFile === change.oldFile)
  return named.some(isReplaced) ? [] : named
}
