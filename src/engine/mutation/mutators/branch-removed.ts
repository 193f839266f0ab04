import { type MutationOperator, replace } from '../operator.ts'

export const branchRemoved: MutationOperator = {
  name: 'branch-removed',
  description: "an 'else' is left out",
  replacements: ({ node, parent }) =>
    /^(else_clause|elif_clause)$/.test(node.type) && parent.type === 'if_statement' ? [replace(node, '')] : [],
}
