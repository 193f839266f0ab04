import type { Assertion, Relation } from '../../languages/facets/assertions.ts'

/** What an assertion leaves open, the least first: equality, nearness or a part, an order, truth. Inequality is worth as little as truth. */
const RANK: Readonly<Record<Relation, number>> = {
  same: 5,
  equal: 5,
  throws: 4,
  close: 4,
  matches: 3,
  contains: 3,
  ordered: 2,
  holds: 1,
  other: 0,
}
/** Of matchers with one relation those that leave more open; every other one is as strict as it can be. */
const LENIENT: ReadonlyMap<string, number> = new Map([
  ['toEqual', -0.1],
  ['eql', -0.1],
  ['eqls', -0.1],
  ['deepEqual', -0.1],
  ['partialDeepStrictEqual', -0.4],
  ['toMatchObject', 0.2],
  ['toContainEqual', -0.1],
])
/** Classes that nearly every exception is one of. */
const ANY_EXCEPTION = /^(?:BaseException|Exception|Error|Throwable)$/

/** Why the second assertion demands less than the first, or may; `null` where it demands as much. `expected`: the source text. */
export function weaker(
  before: { readonly assertion: Assertion; readonly expected: string | null },
  after: { readonly assertion: Assertion; readonly expected: string | null },
): string | null {
  const [old, now] = [before.assertion, after.assertion]
  if (old.relation === 'other' || now.relation === 'other')
    return old.matcher === now.matcher && old.isNegated === now.isNegated ? null : `${old.matcher} became ${now.matcher}`
  const becameThrows = now.relation === 'throws' && old.relation !== 'throws'
  if (!becameThrows && rank(now) < rank(old)) return `${named(old)} became ${named(now)}`
  if (now.relation === 'throws') return broader(before.expected, after.expected, old.relation === 'throws')
  if (now.relation === 'matches' && old.relation === 'matches') return looserPattern(before.expected, after.expected)
  return null
}

/** Of two patterns or messages: whether the second fits more texts, as far as that can be seen. */
export function looserPattern(before: string | null, after: string | null): string | null {
  if (before === null) return null
  if (after === null || inner(after) === '') return 'the pattern is gone'
  const [old, now] = [inner(before), inner(after)]
  if (now.length < old.length && old.includes(now)) return 'the pattern is only a part of what it was'
  const open = (text: string) => (text.match(/(?<!\\)(?:[|*+?]|\.(?=[*+?])|\[\^|\\[wWsSdD])/g) ?? []).length
  return open(now) > open(old) ? 'the pattern leaves more open' : null
}

function rank({ relation, matcher, isNegated }: Assertion): number {
  return isNegated && relation !== 'throws' ? 1 : RANK[relation] + (LENIENT.get(matcher) ?? 0)
}

function named({ matcher, isNegated }: Assertion): string {
  return isNegated ? `not ${matcher}` : matcher
}

function broader(before: string | null, after: string | null, wasThrows: boolean): string | null {
  const isAny = after === null || ANY_EXCEPTION.test(after.trim())
  if (isAny && (!wasThrows || (before !== null && !ANY_EXCEPTION.test(before.trim())))) return 'any exception would do'
  const classes = (text: string | null) => (text ?? '').split(',').filter((part) => part.trim() !== '').length
  if (wasThrows && classes(after) > classes(before)) return 'one more exception would do'
  return wasThrows && before !== null && /^[/'"`r]/.test(before.trim()) ? looserPattern(before, after) : null
}

/** The text between quotes or slashes. */
function inner(text: string): string {
  return text
    .trim()
    .replace(/^[rbuf]{0,2}(?:"""|'''|["'`/])/i, '')
    .replace(/(?:"""|'''|["'`]|\/[a-z]*)$/, '')
}
