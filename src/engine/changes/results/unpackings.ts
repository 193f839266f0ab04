import type { Range, SyntaxNode } from '../../languages/language.ts'
import { namedChildren, visit } from '../../languages/syntax.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { nodesTo } from '../waiting/nodes-to.ts'
import { type Held, heldResult } from './held-results.ts'

/** `a, b = result`, as a statement, in a loop or in a comprehension: bare names, and the code in which they mean this. */
export type Unpacking = { readonly target: SyntaxNode; readonly names: readonly SyntaxNode[]; readonly scope: SyntaxNode }

/** What a node unpacks, where that is one of the results that `held` finds; `null` for any other node. */
export function unpackingAt(node: SyntaxNode, file: SourceFile, held: (value: SyntaxNode) => Held): Unpacking | null {
  const { syntax } = file.language
  const [target, value] = [syntax.targetOf(node), syntax.assignedValue(node)]
  if (target === undefined || value === undefined || !isSeveral(file, target)) return null
  if (syntax.is(node, 'binary', 'comparison', 'logic')) return null
  const wanted = syntax.is(node, 'variable', 'reassignment') ? 'one' : 'many'
  if (held(value) !== wanted) return null
  const scope = nodesTo(file, node).findLast((one) => syntax.is(one, 'comprehension', 'function')) ?? file.tree.root
  return { target, names: namedChildren(target), scope }
}

/** Every place of a file that unpacks a result of `target`. */
export function unpackings(project: Project, file: SourceFile, target: SymbolRef): readonly Unpacking[] {
  const found: Unpacking[] = []
  visit(file.tree.root, (node) => {
    const one = unpackingAt(node, file, (value) => heldResult(project, file, value, target))
    if (one !== null) found.push(one)
    return true
  })
  return found
}

/** Where a scope names this, besides the place that gives it its value. */
export function usesIn(file: SourceFile, scope: Range, target: Range, name: string): readonly Range[] {
  return file
    .bindings()
    .names.filter((one) => one.name === name && scope.start <= one.start && one.end <= scope.end)
    .filter(({ start, end }) => !(target.start <= start && end <= target.end))
    .map(({ start, end }) => ({ start, end }))
}

/** Two names or more, and nothing else. */
function isSeveral({ language: { syntax } }: SourceFile, target: SyntaxNode): boolean {
  const names = namedChildren(target)
  return names.length > 1 && !syntax.is(target, 'member', 'subscript') && names.every((one) => syntax.is(one, 'name'))
}
