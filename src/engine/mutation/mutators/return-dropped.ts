import { fieldOf, namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

const NOTHING = /^(None|null|undefined|void 0)$/

export const returnDropped: MutationOperator = {
  name: 'return-dropped',
  description: 'a function gives nothing back',
  replacements: ({ node, language, textOf }) => {
    const body = node.type === 'arrow_function' ? fieldOf(node, 'body') : undefined
    const value = node.type === 'return_statement' ? namedChildren(node)[0] : body?.type === 'statement_block' ? undefined : body
    if (value === undefined || NOTHING.test(textOf(value))) return []
    const end = node.type === 'return_statement' ? (namedChildren(node).at(-1)?.end ?? value.end) : value.end
    return [replace({ start: value.start, end }, language === 'python' ? 'None' : 'undefined')]
  },
}
