import { type MutationOperator, replace } from '../operator.ts'

export const conditionNegated: MutationOperator = {
  name: 'condition-negated',
  description: 'a branch is taken exactly when it should not be',
  replacements: ({ node, language: { faults }, textOf }) => {
    const condition = faults.conditionOf(node)
    return condition === undefined ? [] : [replace(condition, faults.negated(textOf(condition)))]
  },
}
