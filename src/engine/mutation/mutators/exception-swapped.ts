import { fieldOf, namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

const OTHER: ReadonlyMap<string, string> = new Map([
  ['ValueError', 'TypeError'],
  ['TypeError', 'ValueError'],
  ['KeyError', 'IndexError'],
  ['IndexError', 'KeyError'],
  ['AttributeError', 'KeyError'],
])

export const exceptionSwapped: MutationOperator = {
  name: 'exception-swapped',
  description: 'another class of error is thrown',
  replacements: ({ node, language, textOf }) => {
    const thrown = /^(raise|throw)_statement$/.test(node.type) ? namedChildren(node)[0] : undefined
    if (thrown === undefined) return []
    const name =
      thrown.type === 'call' ? fieldOf(thrown, 'function') : thrown.type === 'new_expression' ? fieldOf(thrown, 'constructor') : null
    if (name?.type !== 'identifier') return []
    const text = textOf(name)
    if (language === 'python') return /^[A-Z]/.test(text) ? [replace(name, OTHER.get(text) ?? 'RuntimeError')] : []
    return [replace(name, text === 'RangeError' ? 'TypeError' : 'RangeError')]
  },
}
