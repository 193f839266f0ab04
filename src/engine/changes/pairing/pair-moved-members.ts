import { maskedText } from './body-tokens.ts'
import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import { mutualBest } from './mutual-best.ts'
import type { Pair } from './pair-declarations.ts'
import { cosine, inverseFrequencies, nameSimilarity } from './similarity.ts'

/** Members that are now in another class, word for word: usually in a superclass. */
export function pairMovedMembers(
  gone: readonly LocatedDeclaration[],
  come: readonly LocatedDeclaration[],
  base: DeclarationIndex,
  head: DeclarationIndex,
): readonly Pair[] {
  const text = (placed: LocatedDeclaration, side: DeclarationIndex): string => maskedText(side.tokens(placed), new Set())
  return gone.flatMap((one) => {
    const heirs = come.filter((other) => other.declaration.name === one.declaration.name && text(one, base) === text(other, head))
    const [heir] = heirs
    return heir === undefined || heirs.length > 1 ? [] : [{ before: one, after: heir, similarity: 1 }]
  })
}

const SURE = { accept: 0.6, margin: 0.1 }
/** Share of words that the bodies must have in common, and what they and the names count for. */
const LEAST_BODY = 0.55
const BODY_COUNTS = 0.6
const NAME_COUNTS = 0.4
/** Comparisons of all with all: what a large commit may cost. */
const MOST = 10_000

type Worded = { readonly placed: LocatedDeclaration; readonly words: ReadonlySet<string> }

/** Methods that became functions: what they were called on is a parameter now. */
export function freedMembers(
  gone: readonly LocatedDeclaration[],
  come: readonly LocatedDeclaration[],
  base: DeclarationIndex,
  head: DeclarationIndex,
): readonly Pair[] {
  const of = (all: readonly LocatedDeclaration[], kind: string, side: DeclarationIndex): readonly Worded[] =>
    all.filter(({ declaration }) => declaration.kind === kind).map((placed) => ({ placed, words: wordsOf(placed, side) }))
  return pairWorded(of(gone, 'method', base), of(come, 'function', head))
}

/** Round by round: a rival that has found its own is none any more. */
function pairWorded(old: readonly Worded[], fresh: readonly Worded[]): readonly Pair[] {
  if (old.length * fresh.length > MOST) return []
  const weight = inverseFrequencies([...old, ...fresh].map(({ words }) => words))
  const body = (one: Worded, other: Worded): number => cosine(one.words, other.words, weight)
  const likeness = (one: Worded, other: Worded): number => {
    const [alike, names] = [body(one, other), nameSimilarity(one.placed.declaration.name, other.placed.declaration.name)]
    return alike < LEAST_BODY ? 0 : BODY_COUNTS * alike + NAME_COUNTS * names
  }
  // a name may not decide between bodies that are alike
  const isBest = (one: Worded, other: Worded): boolean =>
    fresh.every((rival) => rival === other || body(one, rival) < body(one, other)) &&
    old.every((rival) => rival === one || body(rival, other) < body(one, other))
  const found = mutualBest(old, fresh, likeness, SURE).filter(({ one, other }) => isBest(one, other))
  if (found.length === 0) return []
  const pairs = found.map(({ one, other, score }) => ({ before: one.placed, after: other.placed, similarity: score }))
  const isLeft = (one: Worded): boolean => !found.some((match) => match.one === one || match.other === one)
  return [...pairs, ...pairWorded(old.filter(isLeft), fresh.filter(isLeft))]
}

/** The words of a body, without what a method is called on. */
function wordsOf(placed: LocatedDeclaration, side: DeclarationIndex): ReadonlySet<string> {
  const receiver = new Set([
    'self',
    'cls',
    'this',
    placed.declaration.kind === 'function' ? placed.declaration.parameters[0]?.name : undefined,
  ])
  return new Set(side.bodyTokens(placed).flatMap(({ text }) => (/\w/.test(text) && !receiver.has(text) ? [text] : [])))
}
