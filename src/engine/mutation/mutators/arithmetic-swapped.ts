import { type MutationOperator, replace } from '../operator.ts'

const OTHER: ReadonlyMap<string, string> = new Map([
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
  ['//', '/'],
  ['%', '*'],
  ['**', '*'],
  ['&', '|'],
  ['|', '&'],
  ['<<', '>>'],
  ['>>', '<<'],
  ['>>>', '<<'],
])

export const arithmeticSwapped: MutationOperator = {
  name: 'arithmetic-swapped',
  description: 'one arithmetic operator is replaced by another',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    if (!syntax.is(node, 'binary', 'augmentedAssignment')) return []
    // strings can only be added: no programmer would write another operator by mistake
    if (node.children.some((child) => syntax.is(child, 'string', 'template', 'concatenation'))) return []
    return faults.operatorsOf(node).flatMap((operator) => {
      const text = textOf(operator)
      const isAssignment = text.length > 1 && text.endsWith('=')
      const other = OTHER.get(isAssignment ? text.slice(0, -1) : text)
      return other === undefined ? [] : [replace(operator, isAssignment ? `${other}=` : other)]
    })
  },
}
