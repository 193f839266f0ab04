import { turnedElsewhere } from '../changes/follow/turned-elsewhere.ts'
import { type Check, result } from './check.ts'

const NAME = 'callers-follow'
/** Places that are told; more of them say the same. */
const MOST_TOLD = 3

export const callersFollow = {
  name: NAME,
  description: 'No caller in the product still uses the old contract: a half-finished rename is a broken product.',
  needs: 'text',
  examine({ changes, callers, trees }) {
    if (changes.length === 0) return result(NAME, null, 'no declared change is followed')
    for (const change of changes) {
      const { follows, unmigrated } = callers(change)
      const [left] = unmigrated
      if (!follows) return result(NAME, false, `${change.symbol} is still used the old way${left ? ` in ${left.file}:${left.line}` : ''}`)
    }
    const turned = changes.flatMap((change) => turnedElsewhere(change, trees).map((one) => ({ ...one, change })))
    const aside = turned.map(({ change, file, line, now }) => `; ${file}:${line} used ${change.symbol} and uses ${now} now`)
    const names = changes.map(({ symbol }) => symbol).join(', ')
    return result(NAME, true, `the product uses the new contract everywhere (${names})${aside.slice(0, MOST_TOLD).join('')}`)
  },
} satisfies Check
