import { isDefaultValue, otherString } from '../literals.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const stringChanged: MutationOperator = {
  name: 'string-changed',
  description: 'a text is empty, or no longer empty',
  replacements: (site) => {
    if (!/^(string|template_string)$/.test(site.node.type) || isDefaultValue(site)) return []
    const other = otherString(site)
    return other === null ? [] : [replace(site.node, other)]
  },
}
