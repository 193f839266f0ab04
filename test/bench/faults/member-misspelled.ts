import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'
import { misspelled } from './misspelled.ts'

export const memberMisspelled: MutationOperator = {
  name: 'member-misspelled',
  description: 'a member that is called or read is written wrong',
  replacements: ({ node, language: { syntax }, textOf }) => {
    const member = syntax.member(node)
    const other = member === null ? null : misspelled(textOf(member.name))
    return member === null || other === null ? [] : [replace(member.name, other)]
  },
}
