import type { SyntaxNode } from '../../languages/language.ts'
import { namedChildren, textOf } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { FoundWaits } from './wait-step.ts'

const THROWS = /^toThrow\w*$/

/**
 * `expect(() => call()).toThrow(…)`, around the function at the end of the path: a promise that is rejected takes its place. Nothing of
 * what is expected changes.
 */
export function throwsAround(file: SourceFile, path: readonly SyntaxNode[], call: SyntaxNode, waits: FoundWaits): FoundWaits | null {
  const { syntax } = file.language
  const [subject, , callable] = path.slice(-3)
  if (subject === undefined || callable === undefined || syntax.call(subject)?.arguments.length !== 1) return null
  const outer = path.slice(0, -3).toReversed()
  const members = outer.slice(
    0,
    outer.findIndex((node) => !syntax.is(node, 'member')),
  )
  const matcher = outer[members.length]
  const words = members.map((node) => {
    const name = syntax.member(node)?.name
    return name === undefined ? '' : textOf(file.tree, name)
  })
  const [first = '', ...more] = words
  const isNegated = first === 'not'
  const name = isNegated ? more[0] : first
  if (words.length !== (isNegated ? 2 : 1) || name === undefined || !THROWS.test(name)) return null
  if (matcher === undefined || syntax.call(matcher)?.callee !== members.at(-1)) return null
  const isWhole = onlyDone(file, callable) === call
  const step = { kind: 'throws' as const, file, waited: null, node: matcher, subject, callable, call: isWhole ? call : null, isNegated }
  const inner = isWhole
    ? []
    : [...waits.steps, { kind: 'async' as const, file, waited: null, node: callable, decorated: callable, decorator: null }]
  return { steps: [step, ...inner], matcher, helper: null }
}

/** The one expression that a function without parameters consists of. */
function onlyDone({ language: { syntax } }: SourceFile, callable: SyntaxNode): SyntaxNode | null {
  const [body, list] = [syntax.bodyOf(callable), syntax.parametersOf(callable)]
  if (body === undefined || (list !== undefined && namedChildren(list).length > 0)) return null
  if (!syntax.is(body, 'block')) return body
  const [only, ...others] = namedChildren(body)
  const [inner] = only !== undefined && syntax.is(only, 'expressionStatement', 'return') ? namedChildren(only) : []
  return others.length === 0 && body.children.length === 3 ? (inner ?? null) : null
}
