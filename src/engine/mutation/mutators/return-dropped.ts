import { namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

const NOTHING = /^(None|null|undefined|void 0)$/

export const returnDropped: MutationOperator = {
  name: 'return-dropped',
  description: 'a function gives nothing back',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    const isReturn = syntax.is(node, 'return')
    const body = syntax.is(node, 'arrow') ? syntax.bodyOf(node) : undefined
    const value = isReturn ? namedChildren(node)[0] : body !== undefined && syntax.is(body, 'block') ? undefined : body
    if (value === undefined || NOTHING.test(textOf(value))) return []
    const end = isReturn ? (namedChildren(node).at(-1)?.end ?? value.end) : value.end
    return [replace({ start: value.start, end }, faults.nothing)]
  },
}
