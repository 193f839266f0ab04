import type { Parameter } from '../../../model/contract-change.ts'
import type { SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'

export type PythonParameter = Parameter & { readonly node: SyntaxNode; readonly nameNode: SyntaxNode }

/** The parameters of a `def` or `lambda`, receiver included. */
export function pythonParameters(tree: SyntaxTree, list: SyntaxNode | undefined): readonly PythonParameter[] {
  const found: PythonParameter[] = []
  let keywordOnly = false
  for (const node of list === undefined ? [] : namedChildren(list)) {
    if (node.type === 'positional_separator') {
      for (const [index, earlier] of found.entries()) found[index] = { ...earlier, kind: 'positional_only' }
      continue
    }
    if (node.type === 'keyword_separator') {
      keywordOnly = true
      continue
    }
    const nameNode = nameOf(node)
    if (nameNode === undefined) continue
    const splat = splatOf(node)
    const kind = splat ?? (keywordOnly ? 'keyword_only' : 'positional')
    if (splat === 'rest') keywordOnly = true
    const type = fieldOf(node, 'type')
    const value = fieldOf(node, 'value')
    found.push({
      name: textOf(tree, nameNode),
      kind,
      default: value === undefined ? null : textOf(tree, value),
      type: type === undefined ? null : textOf(tree, type),
      node,
      nameNode,
    })
  }
  return found
}

function nameOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'identifier') return node
  const name = fieldOf(node, 'name')
  if (name !== undefined) return name.type === 'identifier' ? name : undefined
  const inner = childOf(node, 'identifier', 'list_splat_pattern', 'dictionary_splat_pattern')
  return inner === undefined || inner.type === 'identifier' ? inner : childOf(inner, 'identifier')
}

function splatOf(node: SyntaxNode): 'rest' | 'keyword_rest' | undefined {
  const types = [node.type, ...node.children.map((child) => child.type)]
  if (types.includes('list_splat_pattern')) return 'rest'
  return types.includes('dictionary_splat_pattern') ? 'keyword_rest' : undefined
}
