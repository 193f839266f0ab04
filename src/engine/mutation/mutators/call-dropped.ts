import { namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const callDropped: MutationOperator = {
  name: 'call-dropped',
  description: 'something is no longer called',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    const [only, ...others] = syntax.is(node, 'expressionStatement') ? namedChildren(node) : []
    if (only === undefined || others.length > 0) return []
    const call = syntax.is(only, 'await') ? namedChildren(only)[0] : only
    if (call === undefined || !syntax.is(call, 'call')) return []
    const callee = syntax.call(call)?.callee
    // a constructor without `super()` does not even start
    if (callee !== undefined && textOf(callee) === 'super') return []
    return [replace(node, faults.emptyStatement)]
  },
}
