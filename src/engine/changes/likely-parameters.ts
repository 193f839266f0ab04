import type { ContractChange, Parameter } from '../../model/contract-change.ts'
import { contextsOf, useLikeness } from './contexts.ts'
import type { Comparison } from './contract-changes.ts'
import { describeChange } from './describe-change.ts'
import { allPairs, innerStays } from './likely-pairs.ts'
import { mutualBest } from './mutual-best.ts'
import type { Pair } from './pair-declarations.ts'
import { nameSimilarity } from './similarity.ts'
import type { Token } from './tokens.ts'

/** Uses that agree this much say more than the place in the list. */
const SAME_USE = 0.5
/** In the same place, names this close are one thing. */
const CLOSE_NAMES = 0.6

type Successor = { readonly old: Parameter; readonly now: Parameter; readonly isSure: boolean }

/** Parameters that took the place of others, where no proof of it can be had: used alike in part, or in the same place by a close name. */
export function likelyParameters(comparison: Comparison): readonly ContractChange[] {
  const { baseSide, headSide } = comparison
  const found = [...allPairs(comparison), ...innerStays(comparison)].flatMap((pair) => {
    const [one, other] = [pair.before.declaration, pair.after.declaration]
    if (one.kind !== other.kind || one.kind === 'class') return []
    return successors(pair, baseSide.bodyTokens(pair.before), headSide.bodyTokens(pair.after)).map((successor) => ({ pair, ...successor }))
  })
  const times = Map.groupBy(found, ({ old, now }) => `${old.name}=${now.name}`)
  // the place alone says it only where the commit says it again elsewhere
  return found
    .filter(({ old, now, isSure }) => isSure || (times.get(`${old.name}=${now.name}`)?.length ?? 0) > 1)
    .map(({ pair, old, now }) => describeChange(pair, 'likely_parameter_renamed', old.name, now.name))
}

function successors(pair: Pair, before: readonly Token[], after: readonly Token[]): readonly Successor[] {
  const [oldList, newList] = [pair.before.declaration.parameters, pair.after.declaration.parameters]
  const isIn = (list: readonly Parameter[], { name }: Parameter): boolean => list.some((parameter) => parameter.name === name)
  const [gone, come] = [oldList.filter((one) => !isIn(newList, one)), newList.filter((one) => !isIn(oldList, one))]
  return mutualBest(gone, come, likeness, { accept: 0, margin: 0.001 }).map(({ one, other, score }) => ({
    old: one,
    now: other,
    isSure: score >= CLOSE_NAMES,
  }))

  function likeness(old: Parameter, now: Parameter): number {
    if (groupOf(old) !== groupOf(now) || isAssigned(before, now.name) || isAssigned(after, old.name)) return 0
    const uses = (tokens: readonly Token[], name: string, blurred: readonly Parameter[]) =>
      contextsOf(tokens, name, (token) => !token.isMember && !token.isKeyword, new Set(blurred.map((one) => one.name)))
    const used = useLikeness(uses(before, old.name, gone), uses(after, now.name, come))
    const isInPlace = placeOf(oldList, old, newList) === placeOf(newList, now, oldList)
    const names = nameSimilarity(old.name, now.name)
    if (used >= SAME_USE) return 1 + used + Number(isInPlace)
    const isSingle = gone.length === 1 && come.length === 1
    return isInPlace && (used > 0 || names >= CLOSE_NAMES || isSingle) ? Math.max(used > 0 ? CLOSE_NAMES : 0.01, names) + used : 0
  }
}

/** A local variable that became a parameter, or the other way round, is nobody's successor. */
function isAssigned(tokens: readonly Token[], name: string): boolean {
  return tokens.some(
    (token, at) => token.text === name && token.isName && !token.isMember && !token.isKeyword && tokens[at + 1]?.text === '=',
  )
}

function groupOf({ kind }: Parameter): string {
  return kind === 'rest' || kind === 'keyword_rest' ? kind : 'plain'
}

/** How many of those that stayed stand before it, and how many that did not behind the last of them. */
function placeOf(list: readonly Parameter[], parameter: Parameter, others: readonly Parameter[]): string {
  const before = list.slice(0, list.indexOf(parameter))
  const stayed = before.filter((one) => others.some((other) => other.name === one.name))
  return `${stayed.length} ${before.length - stayed.length}`
}
