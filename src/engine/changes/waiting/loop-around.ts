import type { SyntaxNode } from '../../languages/language.ts'
import { namedChildren, visit } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { FoundWaits } from './wait-step.ts'

/** `list.forEach((item) => call(item))` as a statement, around the function at the end of the path: a loop that waits takes its place. */
export function loopAround(file: SourceFile, path: readonly SyntaxNode[], waits: FoundWaits): FoundWaits | null {
  const { syntax } = file.language
  const [statement, call, , callable] = path.slice(-4)
  if (statement === undefined || call === undefined || callable === undefined || !syntax.is(statement, 'expressionStatement')) return null
  const callee = syntax.call(call)?.callee
  const list = callee === undefined ? null : (syntax.member(callee)?.object ?? null)
  const body = syntax.bodyOf(callable)
  const parameters = syntax.parametersOf(callable)
  const [item, ...others] = parameters === undefined ? callable.children.slice(0, 1) : namedChildren(parameters)
  if (list === null || body === undefined || item === undefined || others.length > 0 || isLeft(file, body)) return null
  const isPlain = item.children.length === 0 || (item.children.length === 1 && item.children[0]?.children.length === 0)
  if (!isPlain) return null
  const step = { kind: 'loop' as const, file, waited: null, node: statement, list, item, body }
  return { steps: [step, ...waits.steps], matcher: statement, helper: null }
}

/** A function that is left early goes on with the next item; a loop would be left for good. */
function isLeft({ language: { syntax } }: SourceFile, body: SyntaxNode): boolean {
  let found = false
  visit(body, (node) => {
    found ||= syntax.is(node, 'return')
    return !found
  })
  return found
}
