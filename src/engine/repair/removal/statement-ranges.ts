import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'
import { pathTo } from '../../languages/node-path.ts'
import { isComment } from '../../languages/syntax.ts'

/** A statement with what holds it. */
export type PlacedStatement = { readonly node: SyntaxNode; readonly block: SyntaxNode }

/** The innermost statement that holds this range: a definition with its decorators, a call with its semicolon. */
export function statementAround({ tree, language }: SourceFile, range: Range): PlacedStatement | null {
  const path = pathTo(tree.root, range)
  for (let index = path.length - 1; index > 0; index -= 1) {
    const [block, node] = [path[index - 1], path[index]]
    if (block !== undefined && node !== undefined && (block === tree.root || language.syntax.is(block, 'block'))) return { node, block }
  }
  return null
}

/**
 * The statements, and what would be empty without them: a class or a suite of which every test goes. `null` where something without a test,
 * such as a hook, would be all that is left of a suite or of the file.
 */
export function withEmptied(
  file: SourceFile,
  statements: readonly PlacedStatement[],
  isTest: (node: SyntaxNode) => boolean,
): readonly PlacedStatement[] | null {
  let all = statements
  for (;;) {
    const gone = new Set(all.map(({ node }) => node))
    const emptied = [...new Set(all.map(({ block }) => block))].filter(
      (block) => !statementsOf(block).some((one) => !gone.has(one) && holdsTest(one, isTest)),
    )
    if (emptied.length === 0) return all
    const outer: PlacedStatement[] = []
    for (const block of emptied) {
      if (block === file.tree.root || statementsOf(block).some((one) => !gone.has(one))) return null
      const path = pathTo(file.tree.root, block)
      const around = statementAround(file, path.at(-2) ?? block)
      if (around === null) return null
      outer.push(around)
    }
    all = [...all.filter(({ block }) => !emptied.includes(block)), ...new Map(outer.map((one) => [one.node, one])).values()]
  }
}

function holdsTest(node: SyntaxNode, isTest: (node: SyntaxNode) => boolean): boolean {
  return isTest(node) || node.children.some((child) => holdsTest(child, isTest))
}

function statementsOf(block: SyntaxNode): readonly SyntaxNode[] {
  return block.children.filter((child) => child.named && !isComment(child))
}

/** Whole lines of these statements, each run of neighbours with its own comments and one gap, so that what is left reads as before. */
export function lineRanges({ text }: SourceFile, statements: readonly PlacedStatement[]): readonly Range[] {
  return [...Map.groupBy(statements, ({ block }) => block)].flatMap(([block, members]) => {
    const gone = new Set(members.map(({ node }) => node))
    const siblings = block.children.filter(({ named }) => named)
    const isOwnComment = (index: number): boolean => {
      const [node, next] = [siblings[index], siblings[index + 1]]
      if (node === undefined || next === undefined || !isComment(node)) return false
      return text.slice(node.end, next.start).split('\n').length === 2 && (gone.has(next) || isOwnComment(index + 1))
    }
    const isGone = siblings.map((node, index) => gone.has(node) || isOwnComment(index))
    return runsOf(isGone).flatMap(([first, last]) => {
      const [from, to, before, next] = [siblings[first], siblings[last], siblings[first - 1], siblings[last + 1]]
      if (from === undefined || to === undefined) return []
      if (next !== undefined) return [{ start: lineStart(text, from.start), end: lineStart(text, next.start) }]
      return [{ start: before === undefined ? lineStart(text, from.start) : lineEnd(text, before.end), end: lineEnd(text, to.end) }]
    })
  })
}

/** First and last place of each run of `true`. */
function runsOf(flags: readonly boolean[]): readonly (readonly [number, number])[] {
  return flags.flatMap((flag, first) => {
    if (!flag || flags[first - 1]) return []
    const length = flags.slice(first).indexOf(false)
    return [[first, length < 0 ? flags.length - 1 : first + length - 1] as const]
  })
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Behind the line break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}
