import type { LocatedDeclaration } from './declaration-index.ts'
import type { Pair } from './pair-declarations.ts'

/** This many siblings that moved between the same two files show where a namesake went. */
const LEAST_COMPANY = 3

/** Pairs a declaration with its namesake in the file to which at least three siblings moved, even if the body changed. The name must be unique on both sides. */
export function movedTogether(
  moved: readonly Pair[],
  gone: readonly LocatedDeclaration[],
  come: readonly LocatedDeclaration[],
): readonly Pair[] {
  const ways = Map.groupBy(moved, (pair) => wayOf(pair.before, pair.after))
  const named = (all: readonly LocatedDeclaration[], name: string): readonly LocatedDeclaration[] =>
    all.filter(({ declaration }) => declaration.name === name)
  return gone.flatMap((before) => {
    const [after, ...others] = named(come, before.declaration.name)
    if (after === undefined || others.length > 0 || named(gone, before.declaration.name).length > 1) return []
    if (before.file.path === after.file.path || parametersOf(before) !== parametersOf(after)) return []
    const company = ways.get(wayOf(before, after)) ?? []
    return company.length >= LEAST_COMPANY ? [{ before, after, similarity: 0.5 }] : []
  })
}

function wayOf(before: LocatedDeclaration, after: LocatedDeclaration): string {
  return `${before.file.path} ${after.file.path}`
}

function parametersOf({ declaration }: LocatedDeclaration): string {
  return declaration.parameters.map(({ name }) => name).join(' ')
}
