import type { ContractChange } from '../../../model/contract-change.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { childOf, fieldOf, namedChildren, visit } from '../../languages/syntax.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import type { SourceFile } from '../resolve/project.ts'
import { changeOfPair, isEdited } from './change-of-pair.ts'

const FUNCTION = /^(function_definition|lambda|function_declaration|function_expression|arrow_function|method_definition|class_definition)$/

/** How many values come back, or under which keys, where every return statement of a function agrees on it. */
export function resultChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.filter(isEdited).flatMap((pair) => {
    if (!/^(function|method)$/.test(pair.before.declaration.kind)) return []
    const [old, now] = [shapeOf(pair.before), shapeOf(pair.after)]
    return old === null || now === null || old === now ? [] : [changeOfPair(pair, 'result_changed', old, now)]
  })
}

/** The one shape of all results; `null` when they differ, or one of them has none that could be read. */
function shapeOf({ file, declaration }: Pair['before']): string | null {
  const shapes = new Set(returned(declaration.node).map((value) => valueShape(file, value)))
  const [shape] = shapes
  return shapes.size === 1 && shape !== undefined ? shape : null
}

function returned(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  const value = fieldOf(root, 'value') ?? fieldOf(root, 'right')
  const callable = value !== undefined && FUNCTION.test(value.type) ? value : root
  const body = fieldOf(callable, 'body')
  if (body === undefined) return []
  if (callable.type === 'arrow_function' && body.type !== 'statement_block') return [inner(body)]
  visit(body, (node) => {
    const [result] = node.type === 'return_statement' ? namedChildren(node) : []
    if (result !== undefined) found.push(inner(result))
    return !FUNCTION.test(node.type)
  })
  return found
}

function inner(node: SyntaxNode): SyntaxNode {
  const [only] = namedChildren(node)
  return node.type === 'parenthesized_expression' && only !== undefined ? inner(only) : node
}

function valueShape(file: SourceFile, node: SyntaxNode): string | null {
  const items = namedChildren(node)
  if (items.some((item) => /^(list_splat|dictionary_splat|spread_element)$/.test(item.type))) return null
  if (/^(tuple|expression_list)$/.test(node.type)) return `${items.length} values`
  if (node.type === 'array') return `${items.length} values`
  if (!/^(dictionary|object)$/.test(node.type) || items.length === 0) return null
  const keys = items.map((item) => keyText(file, fieldOf(item, 'key') ?? fieldOf(item, 'name') ?? item))
  return keys.includes(null) ? null : `{${keys.join(', ')}}`
}

function keyText(file: SourceFile, key: SyntaxNode): string | null {
  const content = childOf(key, 'string_content', 'string_fragment')
  if (content !== undefined) return file.text.slice(content.start, content.end)
  return /^(property_identifier|shorthand_property_identifier)$/.test(key.type) ? file.text.slice(key.start, key.end) : null
}
