import { reason } from '../../../model/reason.ts'
import { culpritsOf } from '../causes/culprits-of.ts'
import { decide, passOn } from '../finding.ts'
import { reachedFiles, reachedHunks } from '../reached-hunks.ts'
import { isExecuted } from '../reached-lines.ts'
import type { Rule } from '../rule.ts'

const NAME = 'changed-source'

/** The change broke the test and declares nothing that explains it. An exception inside what changed is a broken product; another value may be meant. */
export const changedSource = {
  name: NAME,
  description: 'The test passed before the change, fails after it, and reaches changed product code that declares no new contract.',
  examine(context) {
    const { fileChanges, failing, reached } = context
    const hunks = reachedHunks(context)
    // a file that is new, or that moved as it was, has no hunk
    const whole = hunks.length > 0 ? [] : reachedFiles(context)
    const files = [...new Set([...hunks.map(({ file }) => file), ...whole])]
    const [first] = files
    if (first === undefined) {
      return passOn(NAME, fileChanges.length === 0 ? reason('no-source-changed', {}) : reason('changed-source-not-reached', {}))
    }
    const culprits = [...culpritsOf(hunks, context.trees), ...whole.map((file) => ({ file, line: null, hunk: '' }))]
    const isRun = reached !== null && hunks.some((hunk) => isExecuted(hunk, reached))
    const why = reason('changed-source', { files, how: isRun ? 'runs' : 'reaches' })
    const isRaised = files.includes(failing?.failure?.frames.findLast(({ file }) => file !== null)?.file ?? '')
    const verdict = isRaised ? ('product_regression' as const) : ('unknown' as const)
    return decide(NAME, { verdict, reason: why, confidence: isRaised ? 0.9 : 0.6, culprits })
  },
} satisfies Rule
