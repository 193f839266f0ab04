import { decide, passOn } from '../../../src/engine/diagnosis/finding.ts'
import type { Rule } from '../../../src/engine/diagnosis/rule.ts'
import { reason } from '../../../src/model/reason.ts'

// Copy to src/engine/diagnosis/rungs/<name>.ts (the name is the file's), and name it in the list of src/engine/diagnosis/index.ts at the
// place where its evidence belongs: the first rung that decides names the verdict. What it says is a code of src/model/reasons/ with a
// template in src/engine/reasons/templates/.

const NAME = 'seen-once'

/** A failure that no rerun showed again is not called anything. */
export const rungTemplate = {
  name: NAME,
  description: 'The failure was seen in one run only, and nothing was run to see it again.',
  examine({ evidence: { whole, reruns }, failing }) {
    const exception = failing?.failure?.exception
    if (exception === undefined) return passOn(NAME, reason('no-failure', {}))
    if (whole.length + reruns.length > 1) return passOn(NAME, reason('no-sign-of-it', {}))
    return decide(NAME, { verdict: 'unknown', reason: reason('fails-on-base', { exception }), confidence: 0.5 })
  },
} satisfies Rule
