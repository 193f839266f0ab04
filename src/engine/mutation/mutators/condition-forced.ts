import { conditionOf } from '../conditions.ts'
import { type MutationOperator, replace } from '../operator.ts'

export const conditionForced: MutationOperator = {
  name: 'condition-forced',
  description: 'a branch is always taken, or never',
  replacements: (site) => {
    const condition = conditionOf(site)
    if (condition === undefined) return []
    return (site.language === 'python' ? ['True', 'False'] : ['true', 'false']).map((value) => replace(condition, value))
  },
}
