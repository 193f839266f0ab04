import { namedChildren } from '../../../src/engine/languages/syntax.ts'
import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'

export const fieldsSwapped: MutationOperator = {
  name: 'fields-swapped',
  description: 'two of several values that are given back have changed places',
  replacements: ({ node, parent, language: { syntax }, textOf }) => {
    if (!syntax.is(node, 'severalValues') || !syntax.is(parent, 'return', 'arrow')) return []
    const [first, second] = namedChildren(node)
    if (first === undefined || second === undefined || textOf(first) === textOf(second)) return []
    const between = textOf({ start: first.end, end: second.start })
    return [replace({ start: first.start, end: second.end }, textOf(second) + between + textOf(first))]
  },
}
