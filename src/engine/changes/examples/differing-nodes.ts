import type { SyntaxNode } from '../../languages/language.ts'
import { isComment, isSameKind } from '../../languages/syntax.ts'

/** Two nodes of two texts that stand in the same place and read in another way. */
export type DifferingPlace = { readonly one: SyntaxNode; readonly other: SyntaxNode }

/**
 * The places in which two readings of one thing differ. `isWhole` names nodes of the old reading that are not looked into: what they became
 * is asked of them as a whole. Where things came or went, what stayed says what corresponds.
 */
export function differingNodes(
  one: SyntaxNode,
  other: SyntaxNode,
  texts: { readonly old: string; readonly now: string },
  isWhole: (node: SyntaxNode) => boolean,
): readonly DifferingPlace[] {
  const read = (node: SyntaxNode, text: string): string => text.slice(node.start, node.end)
  if (read(one, texts.old) === read(other, texts.now)) return []
  const [olds, news] = [one, other].map(({ children }) => children.filter((child) => !isComment(child))) as [SyntaxNode[], SyntaxNode[]]
  if (isWhole(one) || !isSameKind(one, other) || olds.length === 0 || news.length === 0) return [{ one, other }]
  const pairs = corresponding(olds, news, (mine, yours) => read(mine, texts.old) === read(yours, texts.now))
  return pairs.flatMap(([mine, yours]) => differingNodes(mine, yours, texts, isWhole))
}

/** Children in their order: between those that stayed, as many as came in place of as many as went. */
function corresponding(
  olds: readonly SyntaxNode[],
  news: readonly SyntaxNode[],
  isSame: (one: SyntaxNode, other: SyntaxNode) => boolean,
): readonly (readonly [SyntaxNode, SyntaxNode])[] {
  const pairs: (readonly [SyntaxNode, SyntaxNode])[] = []
  let [from, at] = [0, 0]
  const pairUp = (to: number, until: number): void => {
    if (to - from === until - at)
      for (let index = 0; from + index < to; index += 1) pairs.push([olds[from + index] as SyntaxNode, news[at + index] as SyntaxNode])
  }
  for (const [index, mine] of olds.entries()) {
    if (index < from) continue
    const found = news.findIndex((yours, place) => place >= at && isSame(mine, yours))
    if (found < 0) continue
    pairUp(index, found)
    from = index + 1
    at = found + 1
  }
  pairUp(olds.length, news.length)
  return pairs
}
