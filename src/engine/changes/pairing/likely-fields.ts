import type { BodyToken } from './body-tokens.ts'
import type { Compared } from './comparison.ts'
import type { LocatedDeclaration } from './declaration-index.ts'
import { mutualBest } from './mutual-best.ts'
import type { Pair } from './pair-declarations.ts'
import { nameSimilarity } from './similarity.ts'
import { contextsOf, useLikeness } from './use-contexts.ts'

/** A field's name has this much of another's uses when it took its place. */
const FIELD = { accept: 0.5, margin: 0.01 }
/** What a name alike adds to that. */
const NAME_COUNTS = 0.3

/** Fields of one class by their uses in its body. */
export function pairFields(
  { baseSide, headSide }: Compared,
  owner: Pair,
  old: readonly LocatedDeclaration[],
  fresh: readonly LocatedDeclaration[],
): readonly Pair[] {
  const names = (all: readonly LocatedDeclaration[]): ReadonlySet<string> => new Set(all.map(({ declaration }) => declaration.name))
  const gone = old.filter(({ declaration }) => declaration.kind === 'property' && !names(fresh).has(declaration.name))
  const come = fresh.filter(({ declaration }) => declaration.kind === 'property' && !names(old).has(declaration.name))
  const [before, after] = [baseSide.bodyTokens(owner.before), headSide.bodyTokens(owner.after)]
  // a parameter or local variable of the same name is not a use of the field
  const isMember = (token: BodyToken): boolean => token.isMember
  const uses = (tokens: typeof before, one: LocatedDeclaration, blurred: readonly LocatedDeclaration[]) =>
    contextsOf(tokens, one.declaration.name, isMember, names(blurred), isMember)
  const likeness = (one: LocatedDeclaration, other: LocatedDeclaration): number => {
    const used = useLikeness(uses(before, one, gone), uses(after, other, come))
    return used === 0 ? 0 : used + NAME_COUNTS * nameSimilarity(one.declaration.name, other.declaration.name)
  }
  return mutualBest(gone, come, likeness, FIELD).map(({ one, other, score }) => ({
    before: one,
    after: other,
    similarity: Math.min(1, score),
  }))
}
