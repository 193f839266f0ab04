import { fieldOf, namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

const POSITIONAL = /^(?!.*(splat|spread|keyword_argument|keyword_separator))/

export const argumentsSwapped: MutationOperator = {
  name: 'arguments-swapped',
  description: 'two arguments of a call have changed places',
  replacements: ({ node, textOf }) => {
    const list = /^(call|call_expression|new_expression)$/.test(node.type) ? fieldOf(node, 'arguments') : undefined
    if (list === undefined || !/^(argument_list|arguments)$/.test(list.type)) return []
    const found = namedChildren(list)
    const end = found.findIndex(({ type }) => !POSITIONAL.test(type))
    const positional = end === -1 ? found : found.slice(0, end)
    return positional.slice(1).flatMap((second, index) => {
      const first = positional[index]
      if (first === undefined || textOf(first) === textOf(second)) return []
      const between = textOf({ start: first.end, end: second.start })
      return [replace({ start: first.start, end: second.end }, textOf(second) + between + textOf(first))]
    })
  },
}
