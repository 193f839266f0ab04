import type { Range, SyntaxNode } from '../../languages/language.ts'
import { namedChildren, textOf, visit } from '../../languages/syntax.ts'
import { findFixture } from '../resolve/find-fixture.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { nodesTo } from '../waiting/nodes-to.ts'

/** What an expression holds of the results of one function: one of them, or a collection of them. */
export type Held = 'one' | 'many' | null

/** Names and calls are followed through this many steps. */
const MOST_STEPS = 10
/** What makes one collection of another, with the same items. */
const COPIES = /^(?:list|sorted|reversed|tuple)$/

/** What an expression of a file holds of the results of `target`. */
export function heldResult(project: Project, file: SourceFile, node: SyntaxNode, target: SymbolRef, steps = 0): Held {
  if (steps > MOST_STEPS) return null
  const { syntax } = file.language
  const held = (one: SyntaxNode | undefined): Held => (one === undefined ? null : heldResult(project, file, one, target, steps + 1))
  if (syntax.is(node, 'parentheses', 'cast', 'await')) return held(namedChildren(node)[0])
  if (syntax.is(node, 'call')) return heldByCall(project, file, node, target, steps)
  if (syntax.is(node, 'subscript')) return held(namedChildren(node)[0]) === 'many' ? 'one' : null
  if (syntax.is(node, 'comprehension')) return held(namedChildren(node)[0]) === 'one' ? 'many' : null
  if (syntax.is(node, 'list')) {
    const items = namedChildren(node)
    return items.length > 0 && items.every((item) => held(item) === 'one') ? 'many' : null
  }
  return syntax.is(node, 'name') ? heldByName(project, file, node, target, steps) : null
}

function heldByCall(project: Project, file: SourceFile, node: SyntaxNode, target: SymbolRef, steps: number): Held {
  const call = file.bindings().calls.find(({ start, end }) => start === node.start && end === node.end)
  if (call === undefined) return null
  const found = resolveExpression(project, file, call.callee)
  if (found.kind === 'symbol' && found.file === target.file && found.name === target.name) return 'one'
  const parts = file.language.syntax.call(node)
  const [first] = parts?.arguments ?? []
  if (parts !== null && first !== undefined && COPIES.test(textOf(file.tree, parts.callee)))
    return heldResult(project, file, first, target, steps + 1)
  return found.kind === 'symbol' ? heldByFunction(project, found, target, steps + 1) : null
}

/** What a function gives back: the same in every `return`. */
function heldByFunction(project: Project, { file: path, name }: SymbolRef, target: SymbolRef, steps: number): Held {
  const file = project.file(path)
  const values = file?.bindings().results.get(name)?.values ?? []
  if (file === null || steps > MOST_STEPS) return null
  return agreed(values.map((value) => heldAt(project, file, value, target, steps)))
}

function heldAt(project: Project, file: SourceFile, range: Range, target: SymbolRef, steps: number): Held {
  const path = nodesTo(file, range)
  const node = path.find(({ start, end }) => start === range.start && end === range.end)
  return node === undefined ? null : heldResult(project, file, node, target, steps + 1)
}

function agreed(all: readonly Held[]): Held {
  const [first = null] = all
  return all.every((one) => one === first) ? first : null
}

function heldByName(project: Project, file: SourceFile, node: SyntaxNode, target: SymbolRef, steps: number): Held {
  const name = textOf(file.tree, node)
  const looped = heldByLoop(project, file, node, name, target, steps)
  if (looped !== null) return looped
  const binding = file.bindings().names.find(({ start, end }) => start === node.start && end === node.end)?.binding
  if (binding?.kind === 'variable' && !binding.opaque) {
    const held = binding.values.map((value) => heldAt(project, file, value, target, steps))
    return binding.values.length > 0 && held.every((one) => one === null)
      ? heldByAppends(project, file, node, name, target, steps)
      : agreed(held)
  }
  if (binding?.kind === 'parameter') {
    const fixture = findFixture(project, file, name)
    return fixture === null ? null : heldByFunction(project, fixture, target, steps + 1)
  }
  return null
}

/** `for name in collection`, in a statement around the place or in its comprehension. */
function heldByLoop(project: Project, file: SourceFile, node: SyntaxNode, name: string, target: SymbolRef, steps: number): Held {
  const { syntax } = file.language
  const around = nodesTo(file, node).toReversed()
  for (const one of around) {
    const clauses = syntax.is(one, 'comprehension') ? one.children : [one]
    for (const clause of clauses) {
      if (syntax.is(clause, 'variable', 'reassignment')) continue
      const [item, gone] = [syntax.targetOf(clause), syntax.assignedValue(clause)]
      if (item === undefined || gone === undefined || textOf(file.tree, item) !== name || gone === node) continue
      return heldResult(project, file, gone, target, steps + 1) === 'many' ? 'one' : null
    }
    if (syntax.is(one, 'function')) return null
  }
  return null
}

/** A list that begins empty and to which nothing but results is added, in the function around the place. */
function heldByAppends(project: Project, file: SourceFile, node: SyntaxNode, name: string, target: SymbolRef, steps: number): Held {
  const { syntax } = file.language
  const scope = nodesTo(file, node).findLast((one) => syntax.is(one, 'function'))
  const added: Held[] = []
  if (scope !== undefined)
    visit(scope, (one) => {
      const call = syntax.call(one)
      const member = call === null ? null : syntax.member(call.callee)
      const [item] = call?.arguments ?? []
      if (member === null || item === undefined || textOf(file.tree, member.object) !== name) return true
      if (/^(?:append|push)$/.test(textOf(file.tree, member.name))) added.push(heldResult(project, file, item, target, steps + 1))
      return true
    })
  return added.length > 0 && agreed(added) === 'one' ? 'many' : null
}
