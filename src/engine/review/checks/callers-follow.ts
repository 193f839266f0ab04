import type { ContractChange } from '../../../model/contract-change.ts'
import { turnedElsewhere } from '../../changes/follow/turned-elsewhere.ts'
import { type Callers, openPlace } from '../../changes/possible/callers.ts'
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
      const [left] = callers(change).unmigrated
      if (left) return result(NAME, false, `${change.symbol} is still used the old way in ${left.file}:${left.line}`)
    }
    for (const change of changes) {
      const open = openCaller(change, callers(change))
      if (open !== null) return result(NAME, null, open)
    }
    const turned = changes.flatMap((change) => turnedElsewhere(change, trees).map((one) => ({ ...one, change })))
    const aside = turned.map(({ change, file, line, now }) => `; ${file}:${line} used ${change.symbol} and uses ${now} now`)
    const told = changes.flatMap((change) => callers(change).told).map(({ file, line }) => `; ${file}:${line} still tells of the old one`)
    const names = changes.map(({ symbol }) => symbol).join(', ')
    return result(NAME, true, `the product uses the new contract everywhere (${names})${[...aside, ...told].slice(0, MOST_TOLD).join('')}`)
  },
} satisfies Check

/** Where something other than the source may still use the old contract, as a sentence; `null` where nothing does. */
export function openCaller({ kind, symbol, after }: Pick<ContractChange, 'kind' | 'symbol' | 'after'>, callers: Callers): string | null {
  if (kind.startsWith('likely_')) return `only a person can say whether ${symbol} is ${after} now`
  const place = openPlace(callers)
  if (place === null) return null
  return place.line === null
    ? `${place.file} was not looked at, and may still use ${symbol} the old way`
    : `${place.file}:${place.line} may still use ${symbol} the old way`
}
