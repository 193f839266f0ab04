import type { Argument, ExpressionOf, Range, SyntaxNode } from '../../languages/language.ts'
import { isSameKind, placedLike, visit } from '../../languages/syntax.ts'
import type { ForeignEdit } from '../foreign-edit.ts'
import { type ChangedCall, changedCalls, commentsIn, keptValues } from './call-arguments.ts'
import { type ChildPart, childParts } from './child-parts.ts'
import type { EditedCode, ReplaceablePlace, ReshapedPlace } from './edited-code.ts'

/** `replaced`: the places of the old text that read in another way now, and may. `reshaped`: those of them that have another shape. */
export type SameCode = {
  readonly difference: ForeignEdit | null
  readonly replaced: readonly Range[]
  readonly reshaped: ReadonlySet<ReshapedPlace>
  /** Why a person has to say that a difference is meant. */
  readonly doubts: readonly string[]
}

/**
 * Compares two readings of a file node by node. All is the same but for the places that `accepted` names: the kinds of nodes and their
 * number, every leaf, and the white space between them. So a line break that ends a statement, an indentation and a blank string count.
 */
export function sameCode(code: EditedCode, accepted: readonly ReplaceablePlace[], reshaped: readonly ReshapedPlace[] = []): SameCode {
  const { old, now } = code
  const { importsModule, call: partsOf, keyword, pair, is } = old.language.syntax
  const places = Map.groupBy(accepted, at)
  const shapes = Map.groupBy(reshaped, at)
  const calls = new Map(changedCalls(code).map((one) => [at(one.call), one]))
  const callsNow = new Map(now.bindings().calls.map((one) => [at(one), one]))
  const replaced: Range[] = []
  const used = new Set<ReshapedPlace>()
  const doubts: string[] = []
  const whole = (root: SyntaxNode, text: string): SyntaxNode => ({ ...root, start: 0, end: text.length })
  const difference = sameChildren(whole(old.tree.root, old.text), whole(now.tree.root, now.text))
  const ofShapes = [...used].flatMap(({ doubt }) => doubt ?? [])
  return { difference, replaced, reshaped: used, doubts: [...doubts, ...ofShapes] }

  function same(one: SyntaxNode, other: SyntaxNode, around: readonly ReshapedPlace[] = []): ForeignEdit | null {
    const [text, written] = [old.text.slice(one.start, one.end), now.text.slice(other.start, other.end)]
    if (text === written && isSameKind(one, other)) return null
    const place = places.get(at(one))?.find(({ accepts }) => accepts(written))
    if (place !== undefined) {
      replaced.push(one)
      if (place.doubt !== undefined) doubts.push(place.doubt)
      return null
    }
    const reshapedPart = sameParts(one, other, around)
    if (reshapedPart !== undefined) return reshapedPart
    const [changed, became] = [calls.get(at(one)), callsNow.get(at(other))]
    if (changed !== undefined && became !== undefined && is(one, 'call', 'construction')) return sameCall(one, other, changed, became)
    if (!isSameKind(one, other)) return foreign(one, other)
    if (one.children.length === 0 || other.children.length === 0) return foreign(one, other)
    return sameChildren(one, other)
  }

  /** What a place that may have another shape keeps; `undefined` where it has none of those shapes. */
  function sameParts(one: SyntaxNode, other: SyntaxNode, around: readonly ReshapedPlace[]): ForeignEdit | null | undefined {
    for (const shape of shapes.get(at(one)) ?? []) {
      const pairs = around.includes(shape) ? null : shape.partsOf(one, other)
      if (pairs === null) continue
      used.add(shape)
      for (const [mine, yours] of pairs) {
        const found = same(placedLike(mine, yours), yours, at(mine) === at(one) ? [...around, shape] : [])
        if (found !== null) return found
      }
      return null
    }
    return undefined
  }

  function sameChildren(one: SyntaxNode, other: SyntaxNode): ForeignEdit | null {
    const [olds, news] = [childParts(one.children, importsModule), childParts(other.children, importsModule)]
    for (const [index, mine] of olds.entries()) {
      const found = samePart(mine, news[index])
      if (found !== null) return found
    }
    const more = news[olds.length]
    if (more !== undefined) return { ...foreign(null, more.first), line: (olds.at(-1)?.first ?? one).line }
    // between brackets a line break ends nothing
    if (is(one, 'arguments')) return null
    const [gaps, gapsNow] = [gapsOf(one, olds, old.text), gapsOf(other, news, now.text)]
    const at = gaps.findIndex((gap, index) => gap !== gapsNow[index])
    const reason = 'white space changed, which can end a statement or move it into another block'
    return at < 0 ? null : { line: (olds[at]?.first ?? olds.at(-1)?.first ?? one).line, reason }
  }

  /** Imports are compared by what they bind, before. */
  function samePart(mine: ChildPart, yours: ChildPart | undefined): ForeignEdit | null {
    if (yours === undefined) return foreign(mine.first, null)
    if (mine.isImports !== yours.isImports) return foreign(mine.first, yours.first)
    return mine.isImports ? null : same(mine.first, yours.first)
  }

  /** What is called is the same, and each value reaches the parameter that it reached. */
  function sameCall(one: SyntaxNode, other: SyntaxNode, changed: ChangedCall, became: ExpressionOf<'call'>): ForeignEdit | null {
    const [before, after] = [partsOf(one), partsOf(other)]
    if (!before?.list || !after?.list) return foreign(one, other)
    const callee = same(before.callee, after.callee)
    if (callee !== null) return callee
    const { callee: name } = before
    const last = old.language.syntax.calleeName(name) ?? name
    const reason = `the arguments of ${old.text.slice(last.start, last.end)} changed in a way that its signature does not declare`
    const kept = keptValues(changed, became, code)
    if (kept === null || hasOtherComments(before.list, after.list, changed))
      return sameChildren(before.list, after.list) === null ? null : { line: one.line, reason }
    const [partsBefore, partsAfter] = [before.list, after.list]
    const isKept = kept.pairs.every(([mine, yours]) => isSameValue(valueIn(partsBefore, mine), valueIn(partsAfter, yours)))
    if (!isKept) return { line: one.line, reason }
    replaced.push(...kept.dropped)
    doubts.push(...kept.doubts)
    return null
  }

  function hasOtherComments(one: SyntaxNode, other: SyntaxNode, { changes }: ChangedCall): boolean {
    const isGrouped = changes.some(({ group }) => group !== undefined)
    return commentsIn(one, old.text, isGrouped) !== commentsIn(other, now.text, isGrouped)
  }

  function isSameValue(value: SyntaxNode | undefined, written: SyntaxNode | undefined): boolean {
    if (value === undefined || written === undefined) return false
    // `{ name }` hands over what `name` does
    if (is(written, 'shorthand')) return is(value, 'identifier') && textIn(old, value) === textIn(now, written)
    return same(placedLike(value, written), written) === null
  }

  /** An argument's value, perhaps within an object or another call. */
  function valueIn(list: SyntaxNode, { start, end }: Argument): SyntaxNode | undefined {
    let found: SyntaxNode | undefined
    visit(list, (node) => {
      if (found === undefined && node.start === start && node.end === end && node !== list) found = node
      return found === undefined
    })
    return (found && (keyword(found)?.value ?? pair(found)?.value)) ?? found
  }

  function foreign(one: SyntaxNode | null, other: SyntaxNode | null): ForeignEdit {
    const words = (node: SyntaxNode | null, text: string): string =>
      node === null ? '' : text.slice(node.start, node.end).replaceAll(/\s+/g, ' ').slice(0, 120)
    const reason = `'${words(one, old.text)}' became '${words(other, now.text)}', which the source does not declare`
    return { line: (one ?? other)?.line ?? 1, reason }
  }
}

function textIn({ text }: EditedCode['old'], { start, end }: Range): string {
  return text.slice(start, end)
}

function at({ start, end }: Range): string {
  return `${start} ${end}`
}

/** The text of a node that is in none of its parts. */
function gapsOf({ start, end }: Range, parts: readonly ChildPart[], text: string): readonly string[] {
  const ends = [start, ...parts.map((part) => part.end)]
  return [...parts.map((part) => part.start), end].map((next, index) => text.slice(ends[index], next))
}
