import type { LocatedDeclaration } from './declaration-index.ts'
import type { Pair } from './pair-declarations.ts'

/** So many that went the same way say where another one of the same name went. */
const LEAST_COMPANY = 3

/** What kept its name and parameters in the file that others of its file went to, whatever became of its body; the only one of its name. */
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
