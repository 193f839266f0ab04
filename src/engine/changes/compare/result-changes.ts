import type { ContractChange } from '../../../model/contract-change.ts'
import type { Declaration, Language, SyntaxNode } from '../../languages/language.ts'
import { namedChildren, visit } from '../../languages/syntax.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import type { SourceFile } from '../resolve/project.ts'
import { changeOfPair, isEdited } from './change-of-pair.ts'

/** How many values come back, under which keys, or as an object of which class, where every return statement of a function agrees on it. */
export function resultChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.filter(isEdited).flatMap((pair) => {
    if (!/^(function|method)$/.test(pair.before.declaration.kind)) return []
    const [old, now] = [resultShapeOf(pair.before), resultShapeOf(pair.after)]
    // one class for another is a class that was renamed, or a matter of values
    const isShape = old !== null && now !== null && old !== now && !(isClassName(old) && isClassName(now))
    return isShape ? [changeOfPair(pair, 'result_changed', old, now)] : []
  })
}

/** A shape that is an object of a class, by the class's name. */
export function isClassName(shape: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$.]*$/u.test(shape)
}

/** The values of each result that a callable gives, as written: items, arguments, or what stands under the keys. */
export function resultValues({ file, declaration }: Pair['before']): readonly (readonly string[])[] {
  const { syntax } = file.language
  const written = (node: SyntaxNode): string => file.text.slice(node.start, node.end)
  return returned(declaration.node, file.language).map((node) =>
    (syntax.call(node)?.arguments ?? namedChildren(node)).map((item) =>
      written(syntax.keyword(item)?.value ?? syntax.pair(item)?.value ?? item),
    ),
  )
}

/** The one shape of all results; `null` when they differ, or one of them has none that could be read. */
export function resultShapeOf({ file, declaration }: Pair['before']): string | null {
  const shapes = new Set(returned(declaration.node, file.language).map((value) => valueShape(file, value)))
  const [shape] = shapes
  return shapes.size === 1 && shape !== undefined ? shape : null
}

/** The results of a callable, as its `return` statements write them. */
export function returnedNodes({ language }: SourceFile, { node }: Pick<Declaration, 'node'>): readonly SyntaxNode[] {
  return returned(node, language)
}

function returned(root: SyntaxNode, { syntax: { is, bodyOf, assignedValue } }: Language): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  const inner = (node: SyntaxNode): SyntaxNode => {
    const [only] = namedChildren(node)
    return is(node, 'parentheses') && only !== undefined ? inner(only) : node
  }
  const value = assignedValue(root)
  const callable = value !== undefined && is(value, 'function') ? value : root
  const body = bodyOf(callable)
  if (body === undefined) return []
  if (is(callable, 'arrow') && !is(body, 'block')) return [inner(body)]
  visit(body, (node) => {
    const [result] = is(node, 'return') ? namedChildren(node) : []
    if (result !== undefined) found.push(inner(result))
    return !is(node, 'function')
  })
  return found
}

function valueShape({ text, language: { syntax } }: SourceFile, node: SyntaxNode): string | null {
  const { is, itemKey } = syntax
  const callee = syntax.call(node)?.callee
  const called = callee === undefined ? '' : text.slice(callee.start, callee.end)
  if (callee !== undefined) return is(node, 'construction') || /^(?:\w+\.)*\p{Lu}\w*\p{Ll}/u.test(called) ? called : null
  const items = namedChildren(node)
  if (items.some((item) => is(item, 'listSpread', 'mapSpread'))) return null
  if (is(node, 'severalValues')) return `${items.length} values`
  if (!is(node, 'object') || items.length === 0) return null
  const keys = items.map((item) => itemKey(item)?.name)
  return keys.some((key) => key === undefined) ? null : `{${keys.map((key) => key && text.slice(key.start, key.end)).join(', ')}}`
}
