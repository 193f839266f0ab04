import { fieldOf } from '../../languages/syntax.ts'
import { type MutationOperator, operatorsOf, replace } from '../operator.ts'

export const signDropped: MutationOperator = {
  name: 'sign-dropped',
  description: 'a minus sign is left out',
  replacements: ({ node, textOf }) => {
    const argument = fieldOf(node, 'argument')
    const isMinus = /^unary_(operator|expression)$/.test(node.type) && operatorsOf(node).some((operator) => textOf(operator) === '-')
    return isMinus && argument !== undefined ? [replace(node, textOf(argument))] : []
  },
}
