import { type MutationOperator, replace } from '../operator.ts'

export const branchRemoved: MutationOperator = {
  name: 'branch-removed',
  description: "an 'else' is left out",
  replacements: ({ node, parent, language: { syntax } }) =>
    syntax.is(node, 'alternative') && syntax.is(parent, 'if') ? [replace(node, '')] : [],
}
