import { type MutationOperator, replace } from '../operator.ts'

const OTHER: ReadonlyMap<string, string> = new Map([
  ['and', 'or'],
  ['or', 'and'],
  ['&&', '||'],
  ['||', '&&'],
])

export const logicSwapped: MutationOperator = {
  name: 'logic-swapped',
  description: "'and' is replaced by 'or', or the other way round",
  replacements: ({ node, parent, language: { syntax, faults }, textOf }) => {
    if (!syntax.is(node, 'logic')) return []
    return faults.operatorsOf(node).flatMap((operator) => {
      // `a ?? b || c` without brackets is a syntax error: there the neighbour decides
      const isFree = faults.operatorsOf(parent).every((one) => textOf(one) !== '??')
      const text = textOf(operator)
      if (text === '??') return isAlone(node.children.map((child) => textOf(child))) && isFree ? [replace(operator, '||')] : []
      const other = OTHER.get(text)
      return other === undefined ? [] : [replace(operator, other)]
    })
  },
}

function isAlone(parts: readonly string[]): boolean {
  return parts.filter((part) => part !== '??').every((part) => !part.includes('??') && !/&&/.test(part))
}
