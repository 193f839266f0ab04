import type { Declaration } from '../languages/language.ts'
import { wholeWord } from '../languages/whole-word.ts'
import type { Comparison } from './contract-changes.ts'
import { innerCallables } from './inner-callables.ts'
import { membersOf, topLevel } from './levels.ts'
import { pairFields } from './likely-fields.ts'
import { movedTogether } from './moved-together.ts'
import { type Pair, pairDeclarations } from './pair-declarations.ts'
import { pairReplaced } from './replaced-uses.ts'
import type { Placed, Side } from './side.ts'
import { jaccard } from './similarity.ts'
import { bodyText } from './taken-over.ts'
import { maskedText } from './tokens.ts'

const LIKELY = { accept: 0.5, margin: 0.05 }
/** What nobody can name has little more than its body to be known by. */
const CLEAR = { accept: 0.65, margin: 0.1 }
/** A declaration that kept its name and less than this of its words may have been replaced by another one. */
const KEPT = 0.75
/** So alike that the body was carried as it is. */
const CARRIED = 0.9
/** Comparisons of all with all: what a large commit may cost. */
const MOST = 10_000

const known = new WeakMap<Comparison, readonly Pair[]>()

/**
 * Pairs by likeness where names can't be followed with certainty: passed on, swapped, taken over by a superclass, changed too much,
 * hidden inside of a function. Only pairs of two names or two places.
 */
export function likelyPairs(comparison: Comparison): readonly Pair[] {
  const earlier = known.get(comparison)
  if (earlier !== undefined) return earlier
  const found = findPairs(comparison)
  known.set(comparison, found)
  return found
}

/** All pairs: of what kept its name, and is like something else, the likely one. */
export function allPairs(comparison: Comparison): readonly Pair[] {
  const likely = likelyPairs(comparison)
  const again = new Set<Declaration>(likely.flatMap(({ before, after }) => [before.declaration, after.declaration]))
  return [...comparison.pairs.filter(({ before, after }) => !again.has(before.declaration) && !again.has(after.declaration)), ...likely]
}

/** What one level of names gives; `held` are those whose name or body could as well be an extraction's. */
type Loose = { readonly pairs: readonly Pair[]; readonly held: readonly Pair[] }

function findPairs(comparison: Comparison): readonly Pair[] {
  const top = pairLoose(comparison, comparison.baseSide.files.flatMap(topLevel), comparison.headSide.files.flatMap(topLevel)).pairs
  const isMatched = ({ file, declaration }: Placed, side: 'before' | 'after'): boolean =>
    [...comparison.pairs, ...top].some((pair) => pair[side].file === file && pair[side].declaration.qualifiedName === declaration.container)
  const owners = [...comparison.pairs, ...top].filter(
    ({ before, after }) => /^(class|type)$/.test(before.declaration.kind) && before.declaration.kind === after.declaration.kind,
  )
  const levels = owners.map((owner) => {
    const [old, fresh] = [membersOf(owner.before), membersOf(owner.after)]
    return { ...pairLoose(comparison, old, fresh), fields: pairFields(comparison, owner, old, fresh), old, fresh }
  })
  const free = levels.flatMap(({ pairs, fields }) => [...pairs, ...fields])
  // an extraction in one class is none where other classes renamed the same method
  const shown = new Set([...comparison.pairs, ...free].map(namesOf))
  const members = [...free, ...levels.flatMap(({ held }) => held.filter((pair) => shown.has(namesOf(pair))))]
  const inner = innerPairs(comparison)
  const sofar = [...comparison.pairs, ...top, ...members]
  const replaced = [...topLevels(comparison), ...levels].flatMap(({ old, fresh }) =>
    pairReplaced(unsettled(old, sofar, 'before'), unsettled(fresh, sofar, 'after'), comparison.baseSide, comparison.headSide),
  )
  const settled = [...sofar, ...replaced]
  const gone = leftMembers(comparison.baseSide, settled, 'before').filter((one) => isMatched(one, 'before'))
  const come = leftMembers(comparison.headSide, settled, 'after')
  return [...top, ...members, ...replaced, ...inner, ...movedMembers(comparison, gone, come)]
}

function innerPairs(comparison: Comparison): readonly Pair[] {
  const [old, fresh] = [innerOf(comparison.baseSide), innerOf(comparison.headSide)]
  const { pairs } = pairLoose(comparison, old, fresh, CLEAR)
  const isLeft = (one: Placed, others: readonly Placed[]): boolean => !others.some((other) => isStay(one, other))
  const gone = unsettled(old, pairs, 'before').filter((one) => isLeft(one, fresh))
  const come = unsettled(fresh, pairs, 'after').filter((one) => isLeft(one, old))
  return [...pairs, ...movedTogether(pairs, gone, come)]
}

/** Inner functions that kept their name, the only one of it in its file. */
export function innerStays({ baseSide, headSide }: Comparison): readonly Pair[] {
  const [old, fresh] = [innerOf(baseSide), innerOf(headSide)]
  const isSole = (all: readonly Placed[], one: Placed): boolean => all.filter((other) => isStay(one, other)).length === 1
  return old.flatMap((before) => {
    const [after] = fresh.filter((other) => isStay(before, other))
    return after !== undefined && isSole(old, before) && isSole(fresh, after) ? [{ before, after, similarity: 1 }] : []
  })
}

/** What each file that has a successor declares, on both sides. */
function topLevels({ files }: Comparison): readonly { readonly old: readonly Placed[]; readonly fresh: readonly Placed[] }[] {
  return files.map(({ before, after }) => ({ old: topLevel(before), fresh: topLevel(after) }))
}

function unsettled(all: readonly Placed[], pairs: readonly Pair[], side: 'before' | 'after'): readonly Placed[] {
  const taken = new Set(pairs.map((pair) => pair[side].declaration))
  return all.filter(({ declaration }) => !taken.has(declaration))
}

function innerOf({ files }: Side): readonly Placed[] {
  return files.flatMap((file) => innerCallables(file).map((declaration) => ({ file, declaration })))
}

function leftMembers(side: Side, settled: readonly Pair[], at: 'before' | 'after'): readonly Placed[] {
  const taken = new Set(settled.map((pair) => pair[at].declaration))
  return side.files.flatMap((file) =>
    file.declarations().flatMap((declaration) => (declaration.container === null || taken.has(declaration) ? [] : [{ file, declaration }])),
  )
}

/** What did not plainly stay, paired by likeness. */
function pairLoose(comparison: Comparison, old: readonly Placed[], fresh: readonly Placed[], threshold = LIKELY): Loose {
  const { baseSide, headSide } = comparison
  const renamed = comparison.pairs.filter(
    ({ before, after }) => before.declaration.name !== after.declaration.name || before.file.path !== after.file.path,
  )
  const settled = new Set<Declaration>(renamed.flatMap(({ before, after }) => [before.declaration, after.declaration]))
  const stays = new Map(old.flatMap((one) => fresh.filter((other) => isStay(one, other)).map((other) => [one.declaration, other] as const)))
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
    Placed[],
    Placed[],
  ]
  if (looseOld.length * looseFresh.length > MOST) return { pairs: [], held: [] }
  const isNew = ({ before, after }: Pair): boolean => stays.get(before.declaration)?.declaration !== after.declaration
  const found = pairDeclarations(looseOld, looseFresh, baseSide, headSide, threshold).filter(isNew)
  const taken = new Set<Declaration>(found.flatMap(({ before, after }) => [before.declaration, after.declaration]))
  // a name that stays with another body is an extraction, unless a third one took it over
  const isFollowed = (pair: Pair): boolean => {
    const heir = stays.get(pair.before.declaration)
    const ancestor = old.find((one) => stays.get(one.declaration)?.declaration === pair.after.declaration)
    const isFree = (other: Placed | undefined, name: string): boolean =>
      other === undefined || taken.has(other.declaration) || (pair.similarity >= CARRIED && !mentions(other, name))
    return isFree(heir, pair.after.declaration.name) && isFree(ancestor, pair.before.declaration.name)
  }
  const { free = [], held = [] } = Object.groupBy(found, (pair) => (isFollowed(pair) ? 'free' : 'held'))
  return { pairs: free, held }
}

function namesOf({ before, after }: Pair): string {
  return `${before.declaration.name}=${after.declaration.name}`
}

/** A body that calls the other one was left behind by an extraction. */
function mentions({ file, declaration: { node } }: Placed, name: string): boolean {
  return wholeWord(name).test(file.text.slice(node.start, node.end))
}

function isStay(one: Placed, other: Placed): boolean {
  return one.file.path === other.file.path && one.declaration.name === other.declaration.name
}

function words(placed: Placed, side: Side): ReadonlySet<string> {
  return new Set(side.tokens(placed).flatMap(({ text }) => (/\w/.test(text) ? [text] : [])))
}

/** Members that now stand in another class, word for word: in a superclass most often. */
function movedMembers({ baseSide, headSide }: Comparison, gone: readonly Placed[], come: readonly Placed[]): readonly Pair[] {
  const text = (placed: Placed, side: Side): string => maskedText(side.tokens(placed), new Set())
  return gone.flatMap((one) => {
    const heirs = come.filter((other) => other.declaration.name === one.declaration.name && text(one, baseSide) === text(other, headSide))
    const [heir] = heirs
    return heir === undefined || heirs.length > 1 ? [] : [{ before: one, after: heir, similarity: 1 }]
  })
}
