import { fieldOf } from '../../languages/syntax.ts'
import { type MutationOperator, operatorsOf, replace } from '../operator.ts'

export const negationDropped: MutationOperator = {
  name: 'negation-dropped',
  description: 'a negation is left out',
  replacements: ({ node, textOf }) => {
    const argument = fieldOf(node, 'argument')
    const isNegation =
      node.type === 'not_operator' || (node.type === 'unary_expression' && operatorsOf(node).some((operator) => textOf(operator) === '!'))
    return isNegation && argument !== undefined ? [replace(node, textOf(argument))] : []
  },
}
