import { escapeRegExp } from '../../../../languages/whole-word.ts'
import type { Feature } from '../../intent-case.ts'
import { holds, isTelling } from '../../reading/replacements.ts'

/** Shorter strings occur everywhere. */
const SHORTEST = 3

/** Another place in the product still uses the old value: an intended change would have updated it too. */
export const callerLeftBehind = {
  name: 'caller-left-behind',
  description: 'Another place of the product still compares with, or looks up, the value that the causal hunk replaced.',
  weight: -1.8,
  read({ context, declared, replaced }) {
    const isDefault = (value: string) => declared.some(({ kind, before }) => kind === 'default_changed' && holds(before, value))
    const strings = replaced.filter(
      (one) => one.kind === 'string' && one.before.trim().length >= SHORTEST && isTelling(one) && !isDefault(one.before),
    )
    if (strings.length === 0) return { seen: null, detail: 'no text was replaced that a caller could share' }
    for (const { before } of strings) {
      const reads = reader(before)
      const path = context.trees.product.find((one) => {
        const text = context.trees.after.text(one)
        return text?.includes(before) === true && reads.test(text)
      })
      if (path !== undefined) return { seen: true, detail: `${path} still uses “${before.slice(0, 60)}”` }
    }
    return { seen: false, detail: 'no other place uses the old value' }
  },
} satisfies Feature

/** Places that wait for a value: a comparison, a membership, a branch, a look-up. The word alone may mean another thing. */
function reader(value: string): RegExp {
  const quoted = `["'\`]${escapeRegExp(value)}["'\`]`
  const before = String.raw`(?:[!=]==?\s*|\bcase\s+|\bin\s*[\[({][^\])}\n]*|\[\s*|\.(?:get|has|includes|startsWith|endsWith|startswith|endswith)\(\s*)`
  return new RegExp(`${before}${quoted}|${quoted}\\s*(?:[!=]==?|\\bin\\b)`)
}
