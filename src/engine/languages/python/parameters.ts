import type { Parameter } from '../../../model/contract-change.ts'
import type { SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'

export type PythonParameter = Parameter & { readonly node: SyntaxNode }

/** The parameters of a `def` or `lambda`, receiver included. */
export function pythonParameters(tree: SyntaxTree, list: SyntaxNode | undefined): readonly PythonParameter[] {
  const nodes = list === undefined ? [] : namedChildren(list)
  const slash = nodes.findIndex((node) => node.type === 'positional_separator')
  const star = nodes.findIndex((node) => node.type === 'keyword_separator' || splatOf(node) === 'rest')
  return nodes.flatMap((node, index) => {
    const nameNode = nameOf(node)
    if (nameNode === undefined) return []
    const plain = index < slash ? 'positional_only' : star >= 0 && index > star ? 'keyword_only' : 'positional'
    const [type, value] = [fieldOf(node, 'type'), fieldOf(node, 'value')]
    return [
      {
        name: textOf(tree, nameNode),
        kind: splatOf(node) ?? plain,
        default: value === undefined ? null : textOf(tree, value),
        type: type === undefined ? null : textOf(tree, type),
        node,
      },
    ]
  })
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
