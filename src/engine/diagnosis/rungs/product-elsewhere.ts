import { reason } from '../../../model/reason.ts'
import { decide, passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'

const NAME = 'product-elsewhere'

/** An installed copy of the product would silently test something other than the commit in question. */
export const productElsewhere = {
  name: NAME,
  description: 'The tests loaded the product from somewhere other than the checkout, so no run says anything about this commit.',
  examine({ reproduction: { first } }) {
    const [outside] = first.outsideFiles
    if (outside === undefined) return passOn(NAME, reason('product-from-checkout', { files: first.productFiles.length }))
    return decide(NAME, { verdict: 'environment', reason: reason('product-elsewhere', { path: outside }), confidence: 0.9 })
  },
} satisfies Rule
