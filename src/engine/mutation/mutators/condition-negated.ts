import { conditionOf } from '../conditions.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const conditionNegated: MutationOperator = {
  name: 'condition-negated',
  description: 'a branch is taken exactly when it should not be',
  replacements: (site) => {
    const condition = conditionOf(site)
    if (condition === undefined) return []
    const text = site.textOf(condition)
    return [replace(condition, site.language === 'python' ? `not (${text})` : `!(${text})`)]
  },
}
