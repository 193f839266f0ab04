import type { Feature } from '../../intent-case.ts'
import { REVERTS } from '../../reading/reverts.ts'

/** Who takes a change back says so, and nothing in a revert is new. */
export const revertDeclared = {
  name: 'revert-declared',
  description: 'A message says that the change takes an earlier one back.',
  weight: 1.6,
  read({ context }) {
    const { intentTexts } = context.authorTexts
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    const found = intentTexts.find((text) => REVERTS.test(text))
    return found === undefined
      ? { seen: false, detail: 'no message speaks of a revert' }
      : { seen: true, detail: `“${found.trim().split('\n', 1)[0]?.slice(0, 120)}”` }
  },
} satisfies Feature
