import type { Feature } from '../intent-case.ts'

/** A test that expects a slip of the code holds a mistake, which somebody has mended. */
export const errorFixed = {
  name: 'error-fixed',
  description: 'Before the change the code slipped (an error that none of its statements raises), and since then it does not.',
  weight: 1.2,
  read({ outcomes: { before, after } }) {
    const isGone = before.kind === 'raised' && before.isStated === false && (after.kind === 'value' || after.isStated === true)
    return isGone ? { seen: true, detail: `${before.exception} is gone` } : { seen: false, detail: 'no slip of the code is gone' }
  },
} satisfies Feature
