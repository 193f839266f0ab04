import type { Feature } from './intent-case.ts'
import { isTelling } from './replacements.ts'

/** Shorter strings stand everywhere. */
const SHORTEST = 3

/** Another place of the product still speaks the old value: a change that was meant would have taken it along. */
export const callerLeftBehind = {
  name: 'caller left behind',
  description: 'Another place of the product still uses the value that the causal hunk replaced.',
  weight: -1.8,
  read({ context, replaced }) {
    const strings = replaced.filter((one) => one.kind === 'string' && one.before.trim().length >= SHORTEST && isTelling(one))
    if (strings.length === 0) return { seen: null, detail: 'no text was replaced that a caller could share' }
    for (const { before } of strings) {
      const quoted = [`'${before}'`, `"${before}"`, `\`${before}\``]
      const path = context.trees.product.find((one) => quoted.some((text) => context.trees.after.text(one)?.includes(text)))
      if (path !== undefined) return { seen: true, detail: `${path} still uses “${before.slice(0, 60)}”` }
    }
    return { seen: false, detail: 'no other place uses the old value' }
  },
} satisfies Feature
