import { partsOf } from '../../model/reason.ts'
import type { DeclaredChange, MovedPackage, NestedReason, Place } from '../../model/reasons/parts.ts'

/** The reason itself, then those on which it follows or which it quotes. */
export function chain(reason: NestedReason): readonly NestedReason[] {
  const inner = partsOf(reason).flatMap(({ kind, value }) => (kind === 'nested' && value !== null ? [value as NestedReason] : []))
  return [reason, ...inner.flatMap(chain)]
}

/** The places that a reason names. */
export function namedPlaces(reason: NestedReason): readonly Place[] {
  return parts(reason).flatMap(({ kind, value }) => {
    if (kind === 'places') return value as readonly Place[]
    return kind === 'place' ? [value as Place] : []
  })
}

/** The declared changes that a reason names. */
export function namedChanges(reason: NestedReason): readonly DeclaredChange[] {
  return parts(reason).flatMap(({ kind, value }) => {
    if (kind === 'changes') return value as readonly DeclaredChange[]
    return kind === 'change' ? [value as DeclaredChange] : []
  })
}

/** The packages that a reason names with their versions. */
export function namedPackages(reason: NestedReason): readonly MovedPackage[] {
  return parts(reason).flatMap(({ kind, value }) => (kind === 'moved' ? (value as MovedPackage | readonly MovedPackage[]) : []))
}

function parts(reason: NestedReason) {
  return chain(reason).flatMap((one) => partsOf(one).filter(({ value }) => value !== null))
}
