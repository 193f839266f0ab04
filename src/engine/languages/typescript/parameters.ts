import type { Parameter } from '../../../model/contract-change.ts'
import type { SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'

export type ScriptParameter = Parameter & {
  readonly pattern: SyntaxNode
  readonly annotation: SyntaxNode | undefined
  readonly isMember: boolean
}

/** The parameters of a function: reached by position alone; one that is taken apart has no name but its place. */
export function scriptParameters(tree: SyntaxTree, callable: SyntaxNode): readonly ScriptParameter[] {
  const single = fieldOf(callable, 'parameter')
  const list = fieldOf(callable, 'parameters')
  const nodes = single !== undefined ? [single] : list === undefined ? [] : namedChildren(list).filter((node) => node.type !== 'decorator')
  return nodes.flatMap((node, index) => {
    const pattern = fieldOf(node, 'pattern') ?? fieldOf(node, 'left') ?? node
    if (pattern.type === 'this') return []
    const annotation = fieldOf(node, 'type')
    const value = fieldOf(node, 'value') ?? (node.type === 'assignment_pattern' ? fieldOf(node, 'right') : undefined)
    const isRest = pattern.type === 'rest_pattern'
    const named = isRest ? (namedChildren(pattern)[0] ?? pattern) : pattern
    const optional = node.type === 'optional_parameter' ? 'undefined' : null
    return [
      {
        name: named.type === 'identifier' ? textOf(tree, named) : `{${index}}`,
        kind: isRest ? ('rest' as const) : ('positional_only' as const),
        default: value === undefined ? optional : textOf(tree, value),
        type: annotation === undefined ? null : textOf(tree, annotation).replace(/^:\s*/, ''),
        pattern,
        annotation,
        isMember: childOf(node, 'accessibility_modifier', 'readonly', 'override_modifier') !== undefined,
      },
    ]
  })
}
