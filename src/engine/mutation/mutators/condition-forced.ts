import { type MutationOperator, replace } from '../operator.ts'

export const conditionForced: MutationOperator = {
  name: 'condition-forced',
  description: 'a branch is always taken, or never',
  replacements: ({ node, language: { faults } }) => {
    const condition = faults.conditionOf(node)
    return condition === undefined ? [] : faults.booleans.map((value) => replace(condition, value))
  },
}
