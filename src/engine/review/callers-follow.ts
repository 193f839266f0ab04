import { type Check, result } from './check.ts'

const NAME = 'callers-follow'

export const callersFollow = {
  name: NAME,
  description: 'No caller in the product still uses the old contract: a half-finished rename is a broken product.',
  needs: 'text',
  examine({ changes, callers }) {
    if (changes.length === 0) return result(NAME, null, 'no declared change is followed')
    for (const change of changes) {
      const { follows, unmigrated } = callers(change)
      const [left] = unmigrated
      if (!follows) return result(NAME, false, `${change.symbol} is still used the old way${left ? ` in ${left.file}:${left.line}` : ''}`)
    }
    return result(NAME, true, `the product uses the new contract everywhere (${changes.map(({ symbol }) => symbol).join(', ')})`)
  },
} satisfies Check
