import type { WaitStep } from '../../changes/waiting/wait-step.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { isOfOneType, namedChildren, placedLike, textOf } from '../../languages/syntax.ts'
import type { EditedCode, NodePair, ReshapedPlace } from './edited-code.ts'

/** A function that is asynchronous now, and the decorator that its framework needs for that. */
export function asyncPlace(step: Extract<WaitStep, { kind: 'async' }>, code: EditedCode): readonly ReshapedPlace[] {
  const { node, decorated, decorator } = step
  const word: ReshapedPlace = {
    ...{ start: node.start, end: node.end },
    partsOf: (one, other) => (isOfOneType(one, node) && isOfOneType(one, other) ? withoutWord(step, other, code) : null),
  }
  const type = code.old.language.syntax.resultTypeOf(node)
  const typed: readonly ReshapedPlace[] =
    type === undefined ? [] : [{ ...{ start: type.start, end: type.end }, partsOf: (one, other) => promised(one, other, code) }]
  if (decorator === null) return [word, ...typed]
  const mark: ReshapedPlace = {
    ...{ start: decorated.start, end: decorated.end },
    partsOf: (one, other) => (isOfOneType(one, decorated) ? withoutDecorator(one, other, { node, decorator }, code) : null),
  }
  return [mark, word, ...typed]
}

/** The function as if the word were not there. */
function withoutWord(
  { node }: Extract<WaitStep, { kind: 'async' }>,
  other: SyntaxNode,
  { now, old }: EditedCode,
): readonly NodePair[] | null {
  const { isAsync } = now.language.syntax
  const [before, after] = [node.children, other.children]
  const at = after.findIndex((child) => child.children.length === 0 && textOf(now.tree, child) === 'async')
  const next = after[at + 1]
  if (isAsync(node) || !isAsync(other) || at < 0 || next === undefined || after.length !== before.length + 1) return null
  const rest = after.filter((_, index) => index !== at)
  const gap = (text: string, one: SyntaxNode | undefined, two: SyntaxNode | undefined) => text.slice(one?.end, two?.start)
  const isSpaced = before.every(
    (child, index) =>
      index === 0 || rest[index] === next || gap(old.text, before[index - 1], child) === gap(now.text, rest[index - 1], rest[index]),
  )
  return isSpaced ? before.map((child, index) => [child, placedLike(rest[index] ?? next, rest[index] ?? next)]) : null
}

function withoutDecorator(
  one: SyntaxNode,
  other: SyntaxNode,
  { node, decorator }: { readonly node: SyntaxNode; readonly decorator: string },
  { now }: EditedCode,
): readonly NodePair[] | null {
  const [mark, ...rest] = namedChildren(other)
  if (mark === undefined || rest.length === 0 || textOf(now.tree, mark) !== `@${decorator}`) return null
  const olds = one === node ? [node] : namedChildren(one)
  return olds.length === rest.length ? olds.map((child, index) => [child, rest[index] ?? child] as const) : null
}

/** `: Promise<number>` in place of `: number`. */
function promised(one: SyntaxNode, other: SyntaxNode, { old, now }: EditedCode): readonly NodePair[] | null {
  const bare = (text: string): string => text.replace(/^:\s*/, '')
  const [was, is] = [bare(textOf(old.tree, one)), bare(textOf(now.tree, other))]
  return is === old.language.waiting.promisedType(was) && is !== was ? [] : null
}
