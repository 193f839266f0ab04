import { type MutationOperator, operatorsOf, replace } from '../operator.ts'

const OPPOSITE: ReadonlyMap<string, string> = new Map([
  ['==', '!='],
  ['!=', '=='],
  ['===', '!=='],
  ['!==', '==='],
  ['<', '>='],
  ['>=', '<'],
  ['>', '<='],
  ['<=', '>'],
  ['in', 'not in'],
  ['not in', 'in'],
  ['is', 'is not'],
  ['is not', 'is'],
])

export const comparisonNegated: MutationOperator = {
  name: 'comparison-negated',
  description: 'a comparison asks for the opposite',
  replacements: ({ node, language, textOf }) => {
    if (node.type !== 'comparison_operator' && node.type !== 'binary_expression') return []
    return operatorsOf(node).flatMap((operator) => {
      const opposite = OPPOSITE.get(textOf(operator).replace(/\s+/g, ' '))
      // JavaScript has `in`, and no 'not in'
      const isKnown = opposite !== undefined && !(language === 'typescript' && / |^in$/.test(opposite))
      return isKnown ? [replace(operator, opposite)] : []
    })
  },
}
