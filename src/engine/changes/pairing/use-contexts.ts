import type { BodyToken } from './body-tokens.ts'
import { type Counts, countTokens } from './similarity.ts'

/** How many tokens on each side say in what way a name is used; before `object.name` two more, or a `not` would be out of sight. */
const REACH = 2
const MEMBER_REACH = 4
/** Uses must agree this much before one name counts as the other's successor. */
const SAME_USE = 0.8

/** The surroundings of each use of a name, the name itself left out and `blurred` names made alike. */
export function contextsOf(
  tokens: readonly BodyToken[],
  name: string,
  isUse: (token: BodyToken) => boolean,
  blurred: ReadonlySet<string> = new Set(),
  isLeftOut: (token: BodyToken) => boolean = (token) => !token.isKeyword || isUse(token),
): Counts {
  const contexts: string[] = []
  const isMasked = (token: BodyToken): boolean => token.isName && token.text === name && isLeftOut(token)
  for (const [index, token] of tokens.entries()) {
    if (!token.isName || token.text !== name || !isUse(token)) continue
    const around = (from: number, to: number): string =>
      tokens
        .slice(Math.max(0, from), Math.max(0, to))
        .map((near) => (isMasked(near) ? '\0' : blurred.has(near.text) && !near.isKeyword && isLeftOut(near) ? '\u0001' : near.text))
        .join(' ')
    contexts.push(`${around(index - (token.isMember ? MEMBER_REACH : REACH), index)} | ${around(index + 1, index + 1 + REACH)}`)
  }
  return countTokens(contexts)
}

/** Whether two names are used in the same way, and at all. */
export function areUsedAlike(one: Counts, other: Counts): boolean {
  return one.size > 0 && other.size > 0 && useLikeness(one, other) >= SAME_USE
}

/** Whether what one name lost turned up under the other, which may be used in more places. */
export function areFollowed(gone: Counts, come: Counts): boolean {
  return gone.size > 0 && shared(gone, come) / sum(gone) >= SAME_USE
}

/** Share of common surroundings, 0 to 1; 0 where there are none. */
export function useLikeness(one: Counts, other: Counts): number {
  const most = Math.max(sum(one), sum(other))
  return most === 0 ? 0 : shared(one, other) / most
}

function shared(one: Counts, other: Counts): number {
  let total = 0
  for (const [context, count] of one) total += Math.min(count, other.get(context) ?? 0)
  return total
}

/** What is in the first and no longer in the second. */
export function without(one: Counts, other: Counts): Counts {
  return new Map([...one].map(([context, count]) => [context, count - (other.get(context) ?? 0)] as const).filter(([, count]) => count > 0))
}

function sum(counts: Counts): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}
