import { namedChildren } from '../../../src/engine/languages/syntax.ts'
import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'

export const resultWrapped: MutationOperator = {
  name: 'result-wrapped',
  description: 'what is given back comes in a list of its own',
  replacements: ({ node, language: { syntax }, textOf }) => {
    const value = syntax.is(node, 'return') ? namedChildren(node)[0] : undefined
    if (value === undefined || namedChildren(node).length > 1 || syntax.is(value, 'null', 'undefined')) return []
    return [replace(value, `[${textOf(value)}]`)]
  },
}
