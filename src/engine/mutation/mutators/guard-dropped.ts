import type { Language, SyntaxNode } from '../../languages/language.ts'
import { namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const guardDropped: MutationOperator = {
  name: 'guard-dropped',
  description: 'a check that leaves early is left out',
  replacements: ({ node, language }) => {
    const { syntax, faults } = language
    const { whenTrue, whenFalse } = syntax.is(node, 'if') ? faults.branchesOf(node) : {}
    if (whenTrue === undefined || whenFalse !== undefined || !leaves(whenTrue, language)) return []
    return [replace(node, faults.emptyStatement)]
  },
}

function leaves(body: SyntaxNode, { syntax: { is } }: Language): boolean {
  const last = is(body, 'block') ? namedChildren(body).at(-1) : body
  return last !== undefined && is(last, 'return', 'throw', 'continue', 'break')
}
