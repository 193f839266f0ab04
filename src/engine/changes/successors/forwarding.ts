import type { Declaration, SyntaxNode } from '../../languages/language.ts'
import { namedChildren, textOf } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'

/** One argument with which an old callable calls its successor: a parameter of its own, or a value that it fixes. */
export type PassedOn = {
  readonly keyword: string | null
  readonly parameter: string | null
  readonly text: string
}

/**
 * What an old name stands for: `name` is another name of the same module or class, `passed` how it calls it; `null` where it is that very
 * thing, so that every call stays as it is.
 */
export type Forwarding = { readonly name: string; readonly passed: readonly PassedOn[] | null }

/** Statements that only tell a reader that the name is old. */
const TELLS = /^(?:await\s+)?(?:[\w$.]*\.)?(?:warn\w*|deprecat\w*|emitWarning|_?warn_\w+)\s*\(/
/** The receiver of a method that is called on the same object. */
const OWN = /^(?:self|cls|this)$/

/**
 * What a declaration does but call its successor: an alias, or a function whose whole body is that call, each parameter handed on once and
 * nothing beside it but values that are written out. `null` where it does more.
 */
export function forwardingOf(file: SourceFile, declaration: Declaration): Forwarding | null {
  const { is, assignedValue, bodyOf } = file.language.syntax
  const value = assignedValueIn(file, declaration.node)
  if (value !== undefined && !is(value, 'function')) {
    const name = /^(?:variable|property)$/.test(declaration.kind) ? targetOf(file, value) : null
    return name === null || name === declaration.name ? null : { name, passed: null }
  }
  const callable = value ?? declaration.node
  const body = bodyOf(callable) ?? (assignedValue(callable) && bodyOf(assignedValue(callable) as SyntaxNode))
  const result = body === undefined ? undefined : soleResult(file, callable, body)
  const call = result === undefined ? null : file.language.syntax.call(result)
  const name = call === null ? null : targetOf(file, call.callee)
  if (call === null || name === null || name === declaration.name || is(result as SyntaxNode, 'construction')) return null
  const passed = call.arguments.map((argument) => passedOn(file, argument, declaration))
  const used = passed.flatMap((one) => one?.parameter ?? [])
  const isWhole = new Set(used).size === used.length && used.length === declaration.parameters.length
  return passed.includes(null) || !isWhole ? null : { name, passed: passed.filter((one) => one !== null) }
}

function assignedValueIn({ language: { syntax } }: SourceFile, node: SyntaxNode): SyntaxNode | undefined {
  if (syntax.is(node, 'function')) return undefined
  const queue = [node]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (syntax.is(next, 'function', 'class')) return undefined
    if (syntax.is(next, 'variable')) return syntax.assignedValue(next)
    queue.push(...next.children)
  }
  return syntax.assignedValue(node)
}

/** A name, or a member of the object itself. */
function targetOf({ tree, language: { syntax } }: SourceFile, node: SyntaxNode): string | null {
  if (syntax.is(node, 'name')) return textOf(tree, node)
  const member = syntax.member(node)
  return member !== null && OWN.test(textOf(tree, member.object)) ? textOf(tree, member.name) : null
}

/** What a body gives back, where it does nothing else but warn. */
function soleResult({ tree, language: { syntax } }: SourceFile, callable: SyntaxNode, body: SyntaxNode): SyntaxNode | undefined {
  const { is } = syntax
  const inner = (node: SyntaxNode | undefined): SyntaxNode | undefined => {
    const [only] = node === undefined ? [] : namedChildren(node)
    return node !== undefined && is(node, 'parentheses', 'await') ? inner(only) : node
  }
  if (is(callable, 'arrow') && !is(body, 'block')) return inner(body)
  const statements = namedChildren(body).filter((one) => !syntax.isDocstring(one))
  const last = statements.at(-1)
  const isQuiet = statements.slice(0, -1).every((one) => is(one, 'expressionStatement') && TELLS.test(textOf(tree, one)))
  return isQuiet && last !== undefined && is(last, 'return') ? inner(namedChildren(last)[0]) : undefined
}

function passedOn({ tree, language }: SourceFile, argument: SyntaxNode, { parameters }: Declaration): PassedOn | null {
  const { is, keyword } = language.syntax
  const named = keyword(argument)
  const value = named?.value ?? argument
  const text = textOf(tree, value)
  const key = named?.name === undefined ? null : textOf(tree, named.name)
  const rest = is(value, 'listSpread', 'mapSpread') ? text.replace(/^(?:\*+|\.{3})\s*/, '') : null
  const parameter = parameters.find(({ name, kind }) => name === (rest ?? text) && /rest$/.test(kind) === (rest !== null))
  if (parameter !== undefined) return { keyword: key, parameter: parameter.name, text }
  return language.literals.parse(tree, value) === null ? null : { keyword: key, parameter: null, text }
}
