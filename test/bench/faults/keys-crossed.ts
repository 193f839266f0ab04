import { namedChildren } from '../../../src/engine/languages/syntax.ts'
import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'

export const keysCrossed: MutationOperator = {
  name: 'keys-crossed',
  description: 'two keys of an object have changed places',
  replacements: ({ node, language: { syntax }, textOf }) => {
    if (!syntax.is(node, 'object')) return []
    const [first, second] = namedChildren(node).flatMap((item) => {
      const pair = syntax.pair(item)
      return pair?.key !== undefined && pair.value !== undefined ? [{ key: pair.key, value: pair.value }] : []
    })
    if (first === undefined || second === undefined || textOf(first.value) === textOf(second.value)) return []
    const between = textOf({ start: first.key.end, end: second.key.start })
    return [replace({ start: first.key.start, end: second.key.end }, textOf(second.key) + between + textOf(first.key))]
  },
}
