import { isDefaultValue, otherNumbers } from '../literals.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const numberChanged: MutationOperator = {
  name: 'number-changed',
  description: 'a number is another one',
  replacements: (site) => {
    if (!site.language.syntax.is(site.node, 'number') || isDefaultValue(site)) return []
    return otherNumbers(site.textOf(site.node)).map((text) => replace(site.node, text))
  },
}
