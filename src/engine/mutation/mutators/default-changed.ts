import { isDefaultValue, otherBoolean, otherNumbers, otherString } from '../literals.ts'
import { type MutationOperator, replace, type Site } from '../operator.ts'

export const defaultChanged: MutationOperator = {
  name: 'default-changed',
  description: 'a parameter has another default',
  replacements: (site) => (isDefaultValue(site) ? others(site).map((text) => replace(site.node, text)) : []),
}

function others(site: Site): readonly string[] {
  const { is } = site.language.syntax
  const text = site.textOf(site.node)
  if (is(site.node, 'number')) return otherNumbers(text).slice(0, 1)
  if (is(site.node, 'null')) return ['0']
  const other = is(site.node, 'string') ? otherString(site) : is(site.node, 'boolean') ? otherBoolean(text) : null
  return other === null ? [] : [other]
}
