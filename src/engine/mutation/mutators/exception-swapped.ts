import { type MutationOperator, replace } from '../operator.ts'

export const exceptionSwapped: MutationOperator = {
  name: 'exception-swapped',
  description: 'another class of error is thrown',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    const name = faults.thrownClass(node)
    const other = name === null || !syntax.is(name, 'name') ? null : faults.otherError(textOf(name))
    return name === null || other === null ? [] : [replace(name, other)]
  },
}
