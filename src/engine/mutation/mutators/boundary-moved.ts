import { type MutationOperator, replace } from '../operator.ts'

const NEIGHBOUR: ReadonlyMap<string, string> = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
])

export const boundaryMoved: MutationOperator = {
  name: 'boundary-moved',
  description: 'a comparison takes its limit in, or leaves it out',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    if (!syntax.is(node, 'comparison')) return []
    return faults.operatorsOf(node).flatMap((operator) => {
      const neighbour = NEIGHBOUR.get(textOf(operator))
      return neighbour === undefined ? [] : [replace(operator, neighbour)]
    })
  },
}
