import { fieldOf, namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const callDropped: MutationOperator = {
  name: 'call-dropped',
  description: 'something is no longer called',
  replacements: ({ node, language, textOf }) => {
    const [only, ...others] = node.type === 'expression_statement' ? namedChildren(node) : []
    if (only === undefined || others.length > 0) return []
    const call = /^await/.test(only.type) ? namedChildren(only)[0] : only
    if (call === undefined || !/^call(_expression)?$/.test(call.type)) return []
    const callee = fieldOf(call, 'function')
    // a constructor without `super()` does not even start
    if (callee !== undefined && textOf(callee) === 'super') return []
    return [replace(node, language === 'python' ? 'pass' : ';')]
  },
}
