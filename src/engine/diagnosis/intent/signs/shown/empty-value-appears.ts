import type { Feature } from '../../intent-case.ts'

const EMPTY = /^(?:None|undefined|null|NaN|nan|Decimal\('NaN'\)|NoneType|\[object Undefined\])$/

/** Nothing where something was expected: a lost return, a lost key. */
export const emptyValueAppears = {
  name: 'empty-value-appears',
  description: 'None, undefined, null or NaN came where a value was expected.',
  weight: -2,
  read({ failure, announced }) {
    if (announced !== null) return { seen: false, detail: 'the edit behind it was announced' }
    const [expected, actual] = [failure.expected?.text ?? null, failure.actual?.text ?? null]
    if (actual === null) {
      const found = /'NoneType' object|of (?:undefined|null)\b|undefined is not|null is not/.exec(failure.message)
      return found ? { seen: true, detail: `the message says: ${found[0]}` } : { seen: null, detail: 'nothing was compared' }
    }
    const isNew = EMPTY.test(actual) && !EMPTY.test(expected ?? '')
    return isNew ? { seen: true, detail: `the actual value is ${actual}` } : { seen: false, detail: 'the actual value is not empty' }
  },
} satisfies Feature
