import { isDefaultValue, otherString } from '../literals.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const stringChanged: MutationOperator = {
  name: 'string-changed',
  description: 'a text is empty, or no longer empty',
  replacements: (site) => {
    if (!site.language.syntax.is(site.node, 'string', 'template') || isDefaultValue(site)) return []
    const other = otherString(site)
    return other === null ? [] : [replace(site.node, other)]
  },
}
