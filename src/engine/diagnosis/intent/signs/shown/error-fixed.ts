import type { Feature } from '../../intent-case.ts'

/** The test expects an accidental error of the product, which the change fixes. */
export const errorFixed = {
  name: 'error-fixed',
  description: 'Before the change the code failed by accident (an error that none of its statements raises); now it does not.',
  weight: 1.2,
  read({ outcomes: { before, after } }) {
    const isGone = before.kind === 'raised' && before.isStated === false && (after.kind === 'value' || after.isStated === true)
    return isGone ? { seen: true, detail: `${before.exception} is gone` } : { seen: false, detail: 'no accidental error is gone' }
  },
} satisfies Feature
