import { type MutationOperator, operatorsOf, replace } from '../operator.ts'

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

const TYPES = /^(binary_operator|binary_expression|augmented_assignment|augmented_assignment_expression)$/
const TEXT = /string/

export const arithmeticSwapped: MutationOperator = {
  name: 'arithmetic-swapped',
  description: 'one arithmetic operator stands for another',
  replacements: ({ node, textOf }) => {
    // text can only be added: any other operator is no fault that somebody would make
    if (!TYPES.test(node.type) || node.children.some(({ type }) => TEXT.test(type))) return []
    return operatorsOf(node).flatMap((operator) => {
      const text = textOf(operator)
      const isAssignment = text.length > 1 && text.endsWith('=')
      const other = OTHER.get(isAssignment ? text.slice(0, -1) : text)
      return other === undefined ? [] : [replace(operator, isAssignment ? `${other}=` : other)]
    })
  },
}
