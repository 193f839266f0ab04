import type { SyntaxNode } from '../languages/language.ts'
import { fieldOf, namedChildren } from '../languages/syntax.ts'
import type { Site } from './operator.ts'

/** What a branch or a conditional expression asks, without brackets; loops are left alone, they might never end. */
export function conditionOf({ node }: Pick<Site, 'node'>): SyntaxNode | undefined {
  switch (node.type) {
    case 'if_statement':
    case 'elif_clause':
    case 'ternary_expression': {
      const condition = fieldOf(node, 'condition')
      return condition?.type === 'parenthesized_expression' && node.type === 'if_statement'
        ? (namedChildren(condition)[0] ?? condition)
        : condition
    }
    // Python's `a if condition else b` names no fields
    case 'conditional_expression':
      return namedChildren(node)[1]
    default:
      return undefined
  }
}
