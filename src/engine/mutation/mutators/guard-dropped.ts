import type { SyntaxNode } from '../../languages/language.ts'
import { fieldOf, namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

const EXIT = /^(return|raise|throw|continue|break)_statement$/

export const guardDropped: MutationOperator = {
  name: 'guard-dropped',
  description: 'a check that leaves early is left out',
  replacements: ({ node, language }) => {
    const body = node.type === 'if_statement' ? fieldOf(node, 'consequence') : undefined
    if (body === undefined || fieldOf(node, 'alternative') !== undefined || !leaves(body)) return []
    return [replace(node, language === 'python' ? 'pass' : ';')]
  },
}

function leaves(body: SyntaxNode): boolean {
  const last = /block$/.test(body.type) ? namedChildren(body).at(-1) : body
  return last !== undefined && EXIT.test(last.type)
}
