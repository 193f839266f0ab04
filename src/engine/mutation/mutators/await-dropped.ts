import { namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const awaitDropped: MutationOperator = {
  name: 'await-dropped',
  description: 'nobody waits for a result any more',
  replacements: ({ node, language, textOf }) => {
    const [awaited] = language.syntax.is(node, 'await') ? namedChildren(node) : []
    return awaited === undefined ? [] : [replace(node, textOf(awaited))]
  },
}
