import type { Feature } from '../../intent-case.ts'
import { meantException } from '../../reading/explanations.ts'
import { takesOnlyLiterals } from '../../reading/fewer-literals.ts'
import { isRaising, isSlip } from '../../reading/outcomes.ts'

/** An accident inside the product; an error that the hunk itself raises is none. */
export const raisedInProduct = {
  name: 'raised-in-product',
  description: 'The failure is an exception from inside the product that no raise or throw in the change explains.',
  weight: -1.8,
  read(subject) {
    const { context, failure, hunks } = subject
    const innermost = failure.frames.findLast(({ file }) => file !== null)
    if (innermost?.file == null || context.framework.isTestFile(innermost.file))
      return { seen: false, detail: 'it fails in the test itself' }
    const meant = meantException(subject)
    if (meant !== null) return { seen: false, detail: meant }
    // an announced edit that ends in a slip was not thought through
    if (subject.announced !== null && !isSlip(failure.exception))
      return { seen: false, detail: 'the edit behind it was announced, and it is not an accidental error' }
    const thrower = context.trees.after.text(innermost.file)?.split('\n')[innermost.line - 1] ?? ''
    if (isRaising(thrower) && takesOnlyLiterals(hunks, context)) return { seen: false, detail: 'the product refuses what left a list' }
    const raising = hunks.some(
      ({ file, after, added }) =>
        file === innermost.file && added.some((line, index) => after.line + index === innermost.line && isRaising(line)),
    )
    return raising
      ? { seen: false, detail: 'the change raises it explicitly' }
      : { seen: true, detail: `${failure.exception} in ${innermost.file}:${innermost.line}` }
  },
} satisfies Feature
