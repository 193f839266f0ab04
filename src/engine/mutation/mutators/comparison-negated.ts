import { type MutationOperator, replace } from '../operator.ts'

export const comparisonNegated: MutationOperator = {
  name: 'comparison-negated',
  description: 'a comparison asks for the opposite',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    if (!syntax.is(node, 'comparison')) return []
    return faults.operatorsOf(node).flatMap((operator) => {
      const opposite = faults.oppositeOf(textOf(operator).replace(/\s+/g, ' '))
      return opposite === null ? [] : [replace(operator, opposite)]
    })
  },
}
