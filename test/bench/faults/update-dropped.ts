import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'

export const updateDropped: MutationOperator = {
  name: 'update-dropped',
  description: 'something is no longer counted or added up',
  replacements: ({ node, language: { syntax, faults } }) => {
    const [only] = syntax.is(node, 'expressionStatement') ? node.children.filter(({ named }) => named) : []
    return only !== undefined && syntax.is(only, 'augmentedAssignment') ? [replace(node, faults.emptyStatement)] : []
  },
}
