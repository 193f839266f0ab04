import { isDefaultValue, otherBoolean } from '../literals.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const booleanChanged: MutationOperator = {
  name: 'boolean-changed',
  description: "'true' is replaced by 'false', or the other way round",
  replacements: (site) => {
    if (!site.language.syntax.is(site.node, 'boolean') || isDefaultValue(site)) return []
    const other = otherBoolean(site.textOf(site.node))
    return other === null ? [] : [replace(site.node, other)]
  },
}
