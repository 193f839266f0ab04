import { diffArrays } from 'diff'
import type { ContractChange } from '../../../model/contract-change.ts'
import type { BodyToken } from '../pairing/body-tokens.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { changeOfPair, isEdited } from './change-of-pair.ts'

/** A body that changed more than this was rewritten: nothing was replaced one by one. */
const MOST = 12
/** Long messages are cut: what is shown must fit a line or two. */
const LONGEST = 200

/** Constants, messages and members of enums that were replaced while their surroundings stayed. The code does not show what a value means. */
export function literalChanges({ pairs, baseSide, headSide }: Comparison): readonly ContractChange[] {
  return pairs
    .filter((pair) => pair.before.declaration.kind !== 'class' && pair.before.declaration.kind !== 'type' && isEdited(pair))
    .flatMap((pair) => changesIn(pair, baseSide.bodyTokens(pair.before), headSide.bodyTokens(pair.after)))
}

function changesIn(pair: Pair, old: readonly BodyToken[], now: readonly BodyToken[]): readonly ContractChange[] {
  const parts = diffArrays(
    old.map((token) => token.text),
    now.map((token) => token.text),
  )
  const found: ContractChange[] = []
  let [at, to] = [0, 0]
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (part.removed && next?.added === true && next.value.length === part.value.length) {
      for (let place = 0; place < part.value.length; place++) {
        const [one, other] = [old[at + place], now[to + place]]
        if (one?.isLiteral === true && other?.isLiteral === true)
          found.push(changeOfPair(pair, 'literal_replaced', cut(one.text), cut(other.text)))
      }
    }
    if (!part.added) at += part.value.length
    if (!part.removed) to += part.value.length
  }
  return found.length > MOST ? [] : found
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
