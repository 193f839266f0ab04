import { foreignEdit } from '../declared-edits.ts'
import { type Check, result } from './check.ts'

const NAME = 'oracle-preserved'

/** Looks only at edits that claim to keep every expectation; those that do not are judged one by one, and never offered unasked. */
export const oraclePreserved = {
  name: NAME,
  description:
    'Only names, places and arguments differ that are bound to what the source declares replaced; every other token and statement is as before.',
  needs: 'text',
  examine(review) {
    const { reached } = review
    if (reached.length === 0) return result(NAME, null, 'no edit claims to keep every expectation')
    for (const file of reached) {
      const foreign = foreignEdit(file, review)
      if (foreign) return result(NAME, false, `${file.path}:${foreign.line}: ${foreign.reason}`)
    }
    return result(NAME, true, 'only declared names, places and arguments differ')
  },
} satisfies Check
