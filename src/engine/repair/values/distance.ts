import type { SourceValue, SourceValueOf } from '../../languages/facets/source-values.ts'
import { literalKey, madeName, valueKey } from './value-key.ts'

/** Of two values that have nothing in common but their kind; two of different kinds are further apart. */
const OTHER_VALUE = 1.5
const OTHER_KIND = 1.9

/** How unlike two values are: 0 where they are equal, 2 at most. */
export function distance(old: SourceValue, now: SourceValue): number {
  const key = valueKey(old)
  if (key !== null && key === valueKey(now)) return 0
  if (old.kind === 'other') return 1
  if (old.kind !== now.kind) return OTHER_KIND
  switch (old.kind) {
    case 'leaf':
      return now.kind === 'leaf' ? leafDistance(old, now) : OTHER_KIND
    case 'map':
      return now.kind === 'map' ? shareOf(keysOf(old), keysOf(now)) : OTHER_KIND
    case 'made':
      return now.kind === 'made' && madeName(old) === madeName(now) ? shareOf(partsOf(old), partsOf(now)) : OTHER_KIND
    case 'list':
    case 'tuple':
    case 'set':
      return 'items' in now ? shareOf(old.items.map(valueKey), now.items.map(valueKey)) : OTHER_KIND
    default:
      return OTHER_VALUE
  }
}

function leafDistance({ literal: old }: SourceValueOf<'leaf'>, { literal: now }: SourceValueOf<'leaf'>): number {
  if (old.kind !== now.kind) return OTHER_KIND
  if (old.kind !== 'string' || now.kind !== 'string') return OTHER_VALUE
  const most = Math.max(old.value.length, now.value.length)
  return OTHER_VALUE - sharedEnds(old.value, now.value) / most
}

/** Characters that both texts have in common at their beginning and their end. */
function sharedEnds(old: string, now: string): number {
  const least = Math.min(old.length, now.length)
  let start = 0
  while (start < least && old[start] === now[start]) start += 1
  let end = 0
  while (end < least - start && old.at(-1 - end) === now.at(-1 - end)) end += 1
  return start + end
}

function keysOf({ entries }: SourceValueOf<'map'>): readonly string[] {
  return entries.flatMap(({ key, value }) => (key === null ? [] : [literalKey(key), `${literalKey(key)} ${valueKey(value)}`]))
}

function partsOf({ parts }: SourceValueOf<'made'>): readonly (string | null)[] {
  return parts.map(({ value }) => valueKey(value))
}

function shareOf(old: readonly (string | null)[], now: readonly (string | null)[]): number {
  const known = new Set(now)
  const shared = old.filter((key) => key !== null && known.has(key)).length
  return OTHER_VALUE - shared / Math.max(old.length, now.length, 1)
}
