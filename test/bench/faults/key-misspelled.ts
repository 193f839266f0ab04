import { namedChildren } from '../../../src/engine/languages/syntax.ts'
import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'
import { misspelled } from './misspelled.ts'

export const keyMisspelled: MutationOperator = {
  name: 'key-misspelled',
  description: 'a key of an object is written wrong, where it is given or where it is read',
  replacements: ({ node, language: { syntax, faults }, textOf }) => {
    const given = syntax.is(node, 'object') ? namedChildren(node).map((item) => syntax.pair(item)?.key) : []
    const read = faults.indexesOf(node).filter((index) => syntax.is(index, 'string'))
    return [...given, ...read].flatMap((key) => {
      const other = key === undefined ? null : misspelled(textOf(key))
      return key === undefined || other === null ? [] : [replace(key, other)]
    })
  },
}
