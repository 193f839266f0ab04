import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import type { Binding, Range, SyntaxNode } from '../../languages/language.ts'
import { nodeAt, pathTo } from '../../languages/node-path.ts'
import { textOf } from '../../languages/syntax.ts'
import { usesInAsserting } from './asserting-functions.ts'

/** Calls that only look at a value, or compare it. */
const LOOKS =
  /(?:^|\.)(?:assert\w*|parametrize|param|each|for|raises|warns|approx|expect|equal|deepEqual|strictEqual|deepStrictEqual|to[A-Z]\w*|dumps|stringify|len|sorted|set|frozenset|list|tuple|dict|str|repr|print|isinstance|type|items|keys|values|entries|copy|map|join|strip|splitlines|split|format|encode|decode)$/

/**
 * Whether a test gives what a name holds to something else besides comparing it: then it is an input as well, and with another value the
 * test would ask another question. A round trip would even hold again although the product broke it.
 */
export function isGivenToProduct(file: SourceFile, name: SyntaxNode, project: Project): boolean {
  const { names } = file.bindings()
  const own = names.find(({ start, end }) => start === name.start && end === name.end)?.binding ?? null
  if (own === null) return false
  return names.some(({ start, end, binding }) => {
    if (start === name.start || binding === null || !isSame(binding, own)) return false
    const node = nodeAt(file.tree.root, { start, end })
    return node !== null && isGiven(file, node, project)
  })
}

function isSame(one: Binding, other: Binding): boolean {
  if (one.kind === 'declaration' && other.kind === 'declaration') return one.qualifiedName === other.qualifiedName
  return one === other
}

/** Helpers that hand on to helpers are followed through this many. */
const MOST_HELPERS = 3

/**
 * Whether something besides a comparison gets what stands here: a call, an object that keeps it. What makes a value of a class is part of it,
 * and a helper that asserts gets it where its own body gives it away.
 */
export function isGiven(file: SourceFile, use: Range, project: Project, helpers = 0): boolean {
  const { tree, language } = file
  const { syntax, values } = language
  const isOnlyComparedBy = (call: Range): boolean => {
    const inside = helpers < MOST_HELPERS ? usesInAsserting(file, call, use, project) : null
    return inside !== null && inside.uses.length > 0 && !inside.uses.some((one) => isGiven(inside.file, one, project, helpers + 1))
  }
  const holds = (node: SyntaxNode | undefined): boolean => node !== undefined && node.start <= use.start && use.end <= node.end
  const path = pathTo(tree.root, use)
  // what a function is given to does not get what stands in its body
  return path.slice(path.findLastIndex((node) => syntax.is(node, 'function', 'block')) + 1).some((node) => {
    const call = syntax.call(node)
    if (call !== null && (call.arguments.some(holds) || (syntax.is(call.callee, 'member') && holds(call.callee))))
      return values.read(tree, node).kind !== 'made' && !LOOKS.test(textOf(tree, call.callee)) && !isOnlyComparedBy(node)
    // `client.limit = limit`
    const target = syntax.is(node, 'reassignment', 'variable') ? syntax.targetOf(node) : undefined
    return target !== undefined && syntax.is(target, 'member', 'subscript') && holds(syntax.assignedValue(node))
  })
}
