import type { OptionParameter, SyntaxFacts } from '../facets/syntax-facts.ts'
import { fieldOf, namedChildren, textOf, visit } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { scriptParameters } from './parameters.ts'

type Keys = OptionParameter['keys']

/** Options objects are taken apart in the parameter list or in the body, or read key by key. */
export const scriptOptionParameters: SyntaxFacts['optionParameters'] = (tree, node) => {
  const callable = callableOf(node)
  const body = callable === undefined ? undefined : fieldOf(callable, 'body')
  if (callable === undefined || body === undefined) return null
  const parameters = scriptParameters(tree, callable).flatMap(({ pattern, type }, place): readonly OptionParameter[] => {
    if (pattern.type === 'object_pattern') return [{ place, type, name: null, keys: takenApart(tree, pattern) }]
    if (pattern.type !== 'identifier') return []
    const name = textOf(tree, pattern)
    return [{ place, type, name, keys: patternsOf(tree, body, name).flatMap((one) => takenApart(tree, one)) }]
  })
  return { body, parameters }
}

function callableOf(node: SyntaxNode): SyntaxNode | undefined {
  if (fieldOf(node, 'parameters') !== undefined || fieldOf(node, 'parameter') !== undefined) return node
  const value = fieldOf(node, 'value') ?? fieldOf(node, 'right')
  return value === undefined ? undefined : callableOf(value)
}

/** The keys of `{ a, b = 1, c: d }`, not those further inside. */
function takenApart(tree: SyntaxTree, pattern: SyntaxNode): Keys {
  return namedChildren(pattern).flatMap((item): Keys => {
    const value = item.type === 'pair_pattern' ? fieldOf(item, 'value') : item
    const hasDefault = value !== undefined && /^(object_assignment_pattern|assignment_pattern)$/.test(value.type)
    const local = hasDefault ? fieldOf(value, 'left') : value
    const key = item.type === 'pair_pattern' ? fieldOf(item, 'key') : local
    const fallback = hasDefault ? fieldOf(value, 'right') : undefined
    if (local === undefined || key === undefined || !/^(identifier|shorthand_property_identifier_pattern)$/.test(local.type)) return []
    return [{ name: textOf(tree, key), local: textOf(tree, local), default: fallback === undefined ? null : textOf(tree, fallback) }]
  })
}

/** The patterns of `const { … } = name`. */
function patternsOf(tree: SyntaxTree, body: SyntaxNode, name: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  visit(body, (node) => {
    const [left, right] = node.type === 'variable_declarator' ? [fieldOf(node, 'name'), fieldOf(node, 'value')] : []
    if (left?.type === 'object_pattern' && right !== undefined && textOf(tree, right) === name) found.push(left)
    return true
  })
  return found
}
