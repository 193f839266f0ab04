import { type MutationOperator, replace } from '../operator.ts'

export const signDropped: MutationOperator = {
  name: 'sign-dropped',
  description: 'a minus sign is left out',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    const operand = faults.operandOf(node)
    const isMinus = syntax.is(node, 'unary') && faults.operatorsOf(node).some((operator) => textOf(operator) === '-')
    return isMinus && operand !== undefined ? [replace(node, textOf(operand))] : []
  },
}
