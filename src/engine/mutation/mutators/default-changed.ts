import { isDefaultValue, otherBoolean, otherNumbers, otherString } from '../literals.ts'
import { type MutationOperator, replace, type Site } from '../operator.ts'

export const defaultChanged: MutationOperator = {
  name: 'default-changed',
  description: 'a parameter has another default',
  replacements: (site) => (isDefaultValue(site) ? others(site).map((text) => replace(site.node, text)) : []),
}

function others(site: Site): readonly string[] {
  const text = site.textOf(site.node)
  switch (site.node.type) {
    case 'integer':
    case 'float':
    case 'number':
      return otherNumbers(text).slice(0, 1)
    case 'string':
      return [otherString(site)].filter((other) => other !== null)
    case 'true':
    case 'false':
      return [otherBoolean(text)].filter((other) => other !== null)
    case 'none':
    case 'null':
      return ['0']
    default:
      return []
  }
}
