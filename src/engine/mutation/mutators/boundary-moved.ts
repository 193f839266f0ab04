import { type MutationOperator, operatorsOf, replace } from '../operator.ts'

const NEIGHBOUR: ReadonlyMap<string, string> = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
])

export const boundaryMoved: MutationOperator = {
  name: 'boundary-moved',
  description: 'a comparison takes its limit in, or leaves it out',
  replacements: ({ node, textOf }) => {
    if (node.type !== 'comparison_operator' && node.type !== 'binary_expression') return []
    return operatorsOf(node).flatMap((operator) => {
      const neighbour = NEIGHBOUR.get(textOf(operator))
      return neighbour === undefined ? [] : [replace(operator, neighbour)]
    })
  },
}
