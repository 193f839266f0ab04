import { decide, passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'

const NAME = 'product loaded from this tree'

/** An installed copy of the product would silently test something other than the commit in question. */
export const productElsewhere = {
  name: NAME,
  description: 'The tests loaded the product from somewhere other than the checkout, so no run says anything about this commit.',
  examine({ reproduction: { first } }) {
    const [outside] = first.outsideFiles
    if (outside === undefined) return passOn(NAME, `product files that were loaded from the checkout: ${first.productFiles.length}`)
    const rootCause = `the tests load the product from ${outside}, not from the checkout: install it in editable form`
    return decide(NAME, { verdict: 'environment', rootCause, confidence: 0.9 })
  },
} satisfies Rule
