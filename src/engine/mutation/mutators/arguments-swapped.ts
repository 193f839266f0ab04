import { type MutationOperator, replace } from '../operator.ts'

export const argumentsSwapped: MutationOperator = {
  name: 'arguments-swapped',
  description: 'two arguments of a call have changed places',
  replacements: ({ node, language: { syntax }, textOf }) => {
    const found = syntax.call(node)?.arguments ?? []
    const end = found.findIndex((argument) => syntax.is(argument, 'listSpread', 'mapSpread', 'keywordArgument'))
    const positional = end === -1 ? found : found.slice(0, end)
    return positional.slice(1).flatMap((second, index) => {
      const first = positional[index]
      if (first === undefined || textOf(first) === textOf(second)) return []
      const between = textOf({ start: first.end, end: second.start })
      return [replace({ start: first.start, end: second.end }, textOf(second) + between + textOf(first))]
    })
  },
}
