import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import { changeOfPair } from '../compare/change-of-pair.ts'
import type { BodyToken } from './body-tokens.ts'
import type { Comparison } from './comparison.ts'
import { allPairs, innerUnchanged, renamingsOf } from './likely-pairs.ts'
import { mutualBest } from './mutual-best.ts'
import type { Pair } from './pair-declarations.ts'
import { isLikeTurn, type Renaming, shareWord } from './renaming-patterns.ts'
import { nameSimilarity } from './similarity.ts'
import { contextsOf, useLikeness } from './use-contexts.ts'

/** Uses that agree this much say more than the place in the list. */
const SAME_USE = 0.5
/** In the same place, names this close are one thing: the same word in another form. */
const CLOSE_NAMES = 0.85
/** Scores of a parameter in the same position, with and without further evidence. */
const SURE = 0.5
const UNSURE = 0.01

type Successor = { readonly old: Parameter; readonly now: Parameter; readonly isSure: boolean }

/** Parameters that took the place of others, where no proof of it can be had: used alike in part, or in the same place by a like name. */
export function likelyParameters(comparison: Comparison): readonly ContractChange[] {
  const { baseSide, headSide } = comparison
  const pairs = allPairs(comparison)
  const renamed = renamingsOf(pairs)
  const found = [...pairs, ...innerUnchanged(comparison)].flatMap((pair) => {
    const [one, other] = [pair.before.declaration, pair.after.declaration]
    if (one.kind !== other.kind || one.kind === 'class') return []
    const [before, after] = [baseSide.bodyTokens(pair.before), headSide.bodyTokens(pair.after)]
    return successors(pair, before, after, renamed).map((successor) => ({ pair, ...successor }))
  })
  const told = [...renamed, ...found.map(renamingOf)]
  // the place alone says it only where the commit says it again elsewhere
  const isToldAgain = (one: Successor): boolean => told.filter((other) => isLikeTurn(renamingOf(one), other)).length > 1
  return found
    .filter((one) => one.isSure || isToldAgain(one))
    .map(({ pair, old, now }) => changeOfPair(pair, 'likely_parameter_renamed', old.name, now.name))
}

function renamingOf({ old, now }: Successor): Renaming {
  return { old: old.name, now: now.name }
}

function successors(
  pair: Pair,
  before: readonly BodyToken[],
  after: readonly BodyToken[],
  renamed: readonly Renaming[],
): readonly Successor[] {
  const [oldList, newList] = [pair.before.declaration.parameters, pair.after.declaration.parameters]
  const isIn = (list: readonly Parameter[], { name }: Parameter): boolean => list.some((parameter) => parameter.name === name)
  const [gone, come] = [oldList.filter((one) => !isIn(newList, one)), newList.filter((one) => !isIn(oldList, one))]
  return mutualBest(gone, come, likeness, { accept: 0, margin: 0.001 }).map(({ one, other, score }) => ({
    old: one,
    now: other,
    isSure: score >= SURE,
  }))

  function likeness(old: Parameter, now: Parameter): number {
    const isAlike = shareWord(old.name, now.name) || nameSimilarity(old.name, now.name) >= CLOSE_NAMES
    if (!isKind(old, now, isAlike) || isAssigned(before, now.name) || isAssigned(after, old.name)) return 0
    const uses = (tokens: readonly BodyToken[], one: Parameter, all: readonly Parameter[], others: readonly string[]) => {
      const blurred = new Set([...all.map(({ name }) => name), ...others])
      return contextsOf(alone(tokens, one, all), one.name, (token) => !token.isMember && !token.isKeyword, blurred)
    }
    const [oldNames, newNames] = [renamed.map((other) => other.old), renamed.map((other) => other.now)]
    const used = useLikeness(uses(before, old, gone, oldNames), uses(after, now, come, newNames))
    const isInPlace = placeOf(oldList, old, newList) === placeOf(newList, now, oldList)
    if (used >= SAME_USE) return 1 + used + Number(isInPlace)
    if (!isInPlace) return 0
    return used > 0 || isAlike ? SURE + used : gone.length === 1 && come.length === 1 ? UNSURE : 0
  }
}

/** Ignores argument keywords, under which the same value may be forwarded, and arguments that were added or removed beside it. */
function alone(tokens: readonly BodyToken[], parameter: Parameter, changed: readonly Parameter[]): readonly BodyToken[] {
  const others = new Set(changed.filter((one) => one !== parameter).map(({ name }) => name))
  const bare = tokens.filter((token, at) => !token.isKeyword && !(token.text === '=' && tokens[at - 1]?.isKeyword === true))
  const isArgument = (at: number): boolean =>
    bare[at]?.text === ',' && others.has(bare[at + 1]?.text ?? '') && /^[,)]$/.test(bare[at + 2]?.text ?? '')
  return bare.filter((_, at) => !isArgument(at) && !isArgument(at - 1))
}

/** A local variable that became a parameter, or the other way round, is nobody's successor. */
function isAssigned(tokens: readonly BodyToken[], name: string): boolean {
  return tokens.some(
    (token, at) => token.text === name && token.isName && !token.isMember && !token.isKeyword && tokens[at + 1]?.text === '=',
  )
}

/** Collected ones may become a single one, by a like name. */
function isKind(old: Parameter, now: Parameter, isAlike: boolean): boolean {
  return groupOf(old) === groupOf(now) || (old.kind === 'rest' && groupOf(now) === 'plain' && isAlike)
}

function groupOf({ kind }: Parameter): string {
  return kind === 'rest' || kind === 'keyword_rest' ? kind : 'plain'
}

/** The numbers of unchanged and of changed parameters before it. */
function placeOf(list: readonly Parameter[], parameter: Parameter, others: readonly Parameter[]): string {
  const before = list.slice(0, list.indexOf(parameter))
  const stayed = before.filter((one) => others.some((other) => other.name === one.name))
  return `${stayed.length} ${before.length - stayed.length}`
}
