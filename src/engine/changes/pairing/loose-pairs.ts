import type { Declaration } from '../../languages/language.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { Compared } from './comparison.ts'
import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import { type Pair, pairDeclarations } from './pair-declarations.ts'
import { jaccard } from './similarity.ts'
import { bodyText } from './swapped-bodies.ts'

const LIKELY = { accept: 0.5, margin: 0.05 }
/** A declaration that kept its name and less than this of its words may have been replaced by another one. */
const KEPT = 0.75
/** So alike that the body was carried as it is. */
const CARRIED = 0.9
/** Comparisons of all with all: what a large commit may cost. */
const MOST = 10_000

/** What one level of names gives; `held` are those whose name or body could as well be an extraction's. */
export type Loose = { readonly pairs: readonly Pair[]; readonly held: readonly Pair[] }

/** What did not plainly stay, paired by likeness. */
export function pairLoose(
  comparison: Compared,
  old: readonly LocatedDeclaration[],
  fresh: readonly LocatedDeclaration[],
  threshold = LIKELY,
): Loose {
  const { baseSide, headSide } = comparison
  const renamed = comparison.pairs.filter(
    ({ before, after }) => before.declaration.name !== after.declaration.name || before.file.path !== after.file.path,
  )
  const settled = new Set<Declaration>(renamed.flatMap(({ before, after }) => [before.declaration, after.declaration]))
  const stays = new Map(
    old.flatMap((one) => fresh.filter((other) => isUnchanged(one, other)).map((other) => [one.declaration, other] as const)),
  )
  const kept = new Set([...stays.values()])
  const newBodies = new Set(fresh.filter((other) => !kept.has(other)).map((other) => bodyText(other, headSide)))
  for (const one of old) {
    const other = stays.get(one.declaration)
    if (other === undefined || jaccard(words(one, baseSide), words(other, headSide)) < KEPT) continue
    const body = bodyText(one, baseSide)
    // word for word under a new name, and no longer under its own
    if (body !== '' && body !== bodyText(other, headSide) && newBodies.has(body)) continue
    settled.add(one.declaration).add(other.declaration)
  }
  const [looseOld, looseFresh] = [old, fresh].map((all) => all.filter(({ declaration }) => !settled.has(declaration))) as [
    LocatedDeclaration[],
    LocatedDeclaration[],
  ]
  if (looseOld.length * looseFresh.length > MOST) return { pairs: [], held: [] }
  const isNew = ({ before, after }: Pair): boolean => stays.get(before.declaration)?.declaration !== after.declaration
  const found = pairDeclarations(looseOld, looseFresh, baseSide, headSide, threshold).filter(isNew)
  const taken = new Set<Declaration>(found.flatMap(({ before, after }) => [before.declaration, after.declaration]))
  // a name that stays with another body is an extraction, unless a third one took it over
  const isFollowed = (pair: Pair): boolean => {
    const heir = stays.get(pair.before.declaration)
    const ancestor = old.find((one) => stays.get(one.declaration)?.declaration === pair.after.declaration)
    const isFree = (other: LocatedDeclaration | undefined, name: string): boolean =>
      other === undefined || taken.has(other.declaration) || (pair.similarity >= CARRIED && !mentions(other, name))
    const [from, to] = [pair.before.declaration.name, pair.after.declaration.name]
    return (isFree(heir, to) || (pair.similarity >= CARRIED && haveOthersTurned(comparison, pair))) && isFree(ancestor, from)
  }
  const { free = [], held = [] } = Object.groupBy(found, (pair) => (isFollowed(pair) ? 'free' : 'held'))
  return { pairs: free, held }
}

export function namesOf({ before, after }: Pair): string {
  return `${before.declaration.name}=${after.declaration.name}`
}

/** A body that calls the other one is what remained after an extraction. */
function mentions({ file, declaration: { node } }: LocatedDeclaration, name: string): boolean {
  return wholeWord(name).test(file.text.slice(node.start, node.end))
}

/** Whether what used the one uses the other now, and the two themselves do not count. */
function haveOthersTurned({ baseSide, headSide }: Compared, { before, after }: Pair): boolean {
  const [old, now] = [before.declaration, after.declaration]
  const own = [old.qualifiedName, now.qualifiedName]
  return [...baseSide.callersOf(old.name)].some(
    (caller) => !own.includes(caller) && headSide.callersOf(now.name).has(caller) && !headSide.callersOf(old.name).has(caller),
  )
}

export function isUnchanged(one: LocatedDeclaration, other: LocatedDeclaration): boolean {
  return one.file.path === other.file.path && one.declaration.name === other.declaration.name
}

function words(placed: LocatedDeclaration, side: DeclarationIndex): ReadonlySet<string> {
  return new Set(side.tokens(placed).flatMap(({ text }) => (/\w/.test(text) ? [text] : [])))
}
