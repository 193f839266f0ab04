import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'
import { misspelled } from './misspelled.ts'

export const optionMisspelled: MutationOperator = {
  name: 'option-misspelled',
  description: 'an option of the command line, or a name that is looked up by its text, is written wrong',
  replacements: ({ node, parent, language: { syntax }, textOf }) => {
    if (!syntax.is(node, 'string') || !syntax.is(parent, 'arguments')) return []
    const other = misspelled(textOf(node))
    return other === null ? [] : [replace(node, other)]
  },
}
