import { type MutationOperator, replace } from '../operator.ts'

export const negationDropped: MutationOperator = {
  name: 'negation-dropped',
  description: 'a negation is left out',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    const operand = faults.operandOf(node)
    const isNegation =
      syntax.is(node, 'not') || (syntax.is(node, 'unary') && faults.operatorsOf(node).some((operator) => textOf(operator) === '!'))
    return isNegation && operand !== undefined ? [replace(node, textOf(operand))] : []
  },
}
