import { isValueCarried } from '../follow/carried-values.ts'
import { type BodyToken, maskedText } from './body-tokens.ts'
import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import { mutualBest, type Threshold } from './mutual-best.ts'
import { cosine, inverseFrequencies, jaccard, nameSimilarity } from './similarity.ts'
import { areFollowed, areUsedAlike, without } from './use-contexts.ts'

export type Pair = { readonly before: LocatedDeclaration; readonly after: LocatedDeclaration; readonly similarity: number }

type Profile = {
  readonly placed: LocatedDeclaration
  readonly text: string
  /** The same with parameters read by their place; '' where there are none. */
  readonly alikeText: string
  readonly words: ReadonlySet<string>
  readonly callers: ReadonlySet<string>
  /** Too common to identify anything: `pass`, `return None`, a plain number. */
  readonly isTrivial: boolean
  readonly neighbours: string
}

/** Least score, and least lead over the runner-up (docs/design.md, 'Numbers and where they come from'). */
const SURE: Threshold = { accept: 0.6, margin: 0.1 }
/** Least similarity of the bodies: the same name, place and parameters alone do not make a successor. */
const LEAST_BODY = 0.55
/** Score of equal bodies whose parameter names differ. */
const ALIKE = 0.97
/** Names this close are the same word in another form. */
const CLOSE_NAMES = 0.85

/**
 * Pairs removed declarations with new ones: identical bodies first, then by similarity, as mutual best matches with a margin.
 * An ambiguous declaration is left unpaired.
 */
export function pairDeclarations(
  removed: readonly LocatedDeclaration[],
  added: readonly LocatedDeclaration[],
  base: DeclarationIndex,
  head: DeclarationIndex,
  threshold: Threshold = SURE,
): readonly Pair[] {
  const pairs: Pair[] = []
  let [old, fresh] = [removed, added]
  for (;;) {
    const renamed = new Map(pairs.map(({ before, after }) => [before.declaration.name, after.declaration.name]))
    const [before, after] = [old.map((placed) => profile(placed, base, renamed)), fresh.map((placed) => profile(placed, head, new Map()))]
    const identical = identicalPairs(before, after, base, head, (one) => one.text)
    const alike = identical.length > 0 ? identical : identicalPairs(before, after, base, head, (one) => one.alikeText)
    const found = alike.length > 0 ? alike : similarPairs(before, after, threshold)
    pairs.push(...found)
    old = old.filter((placed) => !found.some((pair) => pair.before === placed))
    fresh = fresh.filter((placed) => !found.some((pair) => pair.after === placed))
    if (found.length === 0 || old.length === 0 || fresh.length === 0) return pairs
  }
}

function profile(placed: LocatedDeclaration, side: DeclarationIndex, renamed: ReadonlyMap<string, string>): Profile {
  const { declaration, file } = placed
  const tokens = side
    .tokens(placed)
    .map((token) => (token.isName && !token.isKeyword ? { ...token, text: renamed.get(token.text) ?? token.text } : token))
  const own = new Set([declaration.name, renamed.get(declaration.name) ?? declaration.name])
  const parameters = parameterPlaces(placed)
  const alike = tokens.map((token) =>
    token.isName && !token.isKeyword ? { ...token, text: parameters.get(token.text) ?? token.text } : token,
  )
  const siblings = file.declarations().filter((other) => other.container === declaration.container)
  const at = siblings.indexOf(declaration)
  return {
    placed,
    text: maskedText(tokens, own),
    alikeText: declaration.parameters.length > 0 ? maskedText(alike, own) : '',
    words: new Set(alike.filter((token) => /\w/.test(token.text) && !(token.isName && own.has(token.text))).map((token) => token.text)),
    callers: side.callersOf(declaration.name),
    isTrivial: isTrivial(placed, side.bodyTokens(placed)),
    neighbours: `${siblings[at - 1]?.name} ${siblings[at + 1]?.name}`,
  }
}

/** Parameters by their place, so that renamed ones read alike; in a class, those of all its methods. */
function parameterPlaces({ file, declaration }: LocatedDeclaration): ReadonlyMap<string, string> {
  const members = declaration.kind === 'class' ? file.declarations().filter((member) => member.container === declaration.qualifiedName) : []
  return new Map(
    [declaration, ...members].flatMap((one) => one.parameters.map((parameter, place) => [parameter.name, `parameter${place}`] as const)),
  )
}

function isTrivial({ declaration }: LocatedDeclaration, body: readonly BodyToken[]): boolean {
  return !body.some((token) => token.isName && token.text !== declaration.name && !/^(self|cls|NotImplementedError)$/.test(token.text))
}

function isComparable(one: Profile, other: Profile): boolean {
  const [a, b] = [one.placed.declaration, other.placed.declaration]
  return (
    a.kind === b.kind &&
    a.isProperty === b.isProperty &&
    a.isStatic === b.isStatic &&
    one.placed.file.language === other.placed.file.language
  )
}

function identicalPairs(
  before: readonly Profile[],
  after: readonly Profile[],
  base: DeclarationIndex,
  head: DeclarationIndex,
  textOf: (profile: Profile) => string,
): readonly Pair[] {
  return before.flatMap((one) => {
    const isTwin = (other: Profile): boolean => isComparable(one, other) && textOf(one) !== '' && textOf(one) === textOf(other)
    const [twins, rivals] = [after.filter(isTwin), before.filter(isTwin)]
    const named = twins.filter((twin) => twin.placed.declaration.name === one.placed.declaration.name)
    // fields read alike but for their names: those are told apart that others use in another way
    const isField = one.placed.declaration.kind === 'property' && named.length === 0
    const isHeir = (old: Profile, twin: Profile): boolean => !isField || isCredible(old, twin, base, head)
    const [twin, ...others] = named.length === 1 ? named : twins.filter((other) => isHeir(one, other))
    if (twin === undefined || others.length > 0) return []
    const isRival = (rival: Profile): boolean =>
      rival !== one && (named.length !== 1 || rival.placed.declaration.name === one.placed.declaration.name) && isHeir(rival, twin)
    if (rivals.some(isRival) || !isCredible(one, twin, base, head)) return []
    return [{ before: one.placed, after: twin.placed, similarity: one.text === twin.text ? 1 : ALIKE }]
  })
}

/** Identical and telling is enough; an empty body or a plain value needs a second sign. */
function isCredible(one: Profile, twin: Profile, base: DeclarationIndex, head: DeclarationIndex): boolean {
  const [before, after] = [one.placed.declaration.name, twin.placed.declaration.name]
  if (one.placed.declaration.kind === 'property') return before === after || areFieldsReplaced(before, after, base, head)
  if (one.placed.declaration.kind === 'variable' && !isValueCarried(one.placed, twin.placed, base, head)) return false
  if (!one.isTrivial || before === after) return true
  return (
    nameSimilarity(before, after) >= CLOSE_NAMES ||
    [...one.callers].some((caller) => twin.callers.has(caller)) ||
    (one.neighbours === twin.neighbours && one.placed.file.path === twin.placed.file.path)
  )
}

/** Whether the field has readers or writers, as members or keys, and all of them now use the other name. */
function areFieldsReplaced(before: string, after: string, base: DeclarationIndex, head: DeclarationIndex): boolean {
  const uses = [
    [without(base.memberContexts(before), head.memberContexts(before)), without(head.memberContexts(after), base.memberContexts(after))],
    [without(base.keyContexts(before), head.keyContexts(before)), without(head.keyContexts(after), base.keyContexts(after))],
  ] as const
  const used = uses.filter(([gone]) => gone.size > 0)
  return used.length > 0 && used.every(([gone, come]) => areFollowed(gone, come))
}

/** Whether the head has `.after` where the base had `.before`, and `.before` is gone. */
export function areMembersReplaced(before: string, after: string, base: DeclarationIndex, head: DeclarationIndex): boolean {
  const gone = without(base.memberContexts(before), head.memberContexts(before))
  return areUsedAlike(gone, without(head.memberContexts(after), base.memberContexts(after)))
}

function similarPairs(before: readonly Profile[], after: readonly Profile[], threshold: Threshold): readonly Pair[] {
  const weight = inverseFrequencies([...before, ...after].map((one) => one.words))
  return mutualBest(before, after, (one, other) => score(one, other, weight), threshold).map(({ one, other, score: similarity }) => ({
    before: one.placed,
    after: other.placed,
    similarity,
  }))
}

function score(one: Profile, other: Profile, weight: (token: string) => number): number {
  const [a, b] = [one.placed.declaration, other.placed.declaration]
  // a constant with another value is another constant
  if (!isComparable(one, other) || a.kind === 'variable' || a.kind === 'property' || one.isTrivial || other.isTrivial) return 0
  const body = cosine(one.words, other.words, weight)
  if (body < LEAST_BODY) return 0
  const names = (parameters: typeof a.parameters): ReadonlySet<string> => new Set(parameters.map((parameter) => parameter.name))
  const isCalled = one.callers.size + other.callers.size > 0
  const sum =
    0.45 * body +
    0.2 * nameSimilarity(a.name, b.name) +
    0.15 * jaccard(names(a.parameters), names(b.parameters)) +
    (isCalled ? 0.1 * jaccard(one.callers, other.callers) : 0) +
    (one.placed.file.path === other.placed.file.path ? 0.1 : 0)
  return isCalled ? sum : sum / 0.9
}
