import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'
import { misspelled } from './misspelled.ts'

export const keywordMisspelled: MutationOperator = {
  name: 'keyword-misspelled',
  description: 'one caller passes an argument under another name',
  replacements: ({ node, language: { syntax }, textOf }) => {
    const name = syntax.keyword(node)?.name
    const other = name === undefined ? null : misspelled(textOf(name))
    return name === undefined || other === null ? [] : [replace(name, other)]
  },
}
