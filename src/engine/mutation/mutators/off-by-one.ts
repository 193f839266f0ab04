import type { SyntaxNode } from '../../languages/language.ts'
import { fieldOf, namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace, type Site } from '../operator.ts'

const SIMPLE = /^(identifier|attribute|member_expression|call|call_expression|subscript|subscript_expression)$/
const LITERAL = /^(integer|float|number|string|none|null|undefined|true|false)$/
const BY_PLACE = /\.(slice|substring|substr|splice|charAt|charCodeAt|at)$/

export const offByOne: MutationOperator = {
  name: 'off-by-one',
  description: 'a place or a length is one too far',
  replacements: (site) =>
    placesOf(site).map((node) => {
      const text = site.textOf(node)
      return replace(node, SIMPLE.test(node.type) ? `${text} + 1` : `(${text}) + 1`)
    }),
}

/** Expressions that count: bounds of a slice or a range, computed indexes. Literals are the matter of number-changed. */
function placesOf(site: Site): readonly SyntaxNode[] {
  const { node } = site
  const candidates = (() => {
    switch (node.type) {
      case 'slice':
        return namedChildren(node)
      case 'subscript':
        return namedChildren(node).filter(({ field, type }) => field === 'subscript' && type === 'binary_operator')
      case 'subscript_expression':
        return namedChildren(node).filter(({ field, type }) => field === 'index' && type === 'binary_expression')
      case 'call':
      case 'call_expression':
        return countingArguments(site)
      default:
        return []
    }
  })()
  return candidates.filter(({ type }) => !LITERAL.test(type) && !/splat|spread|keyword|pattern|arrow|function|lambda/.test(type))
}

function countingArguments({ node, textOf }: Site): readonly SyntaxNode[] {
  const [callee, list] = [fieldOf(node, 'function'), fieldOf(node, 'arguments')]
  if (callee === undefined || list === undefined || !/^(argument_list|arguments)$/.test(list.type)) return []
  const name = textOf(callee)
  return name === 'range' || BY_PLACE.test(name) ? namedChildren(list).slice(0, 2) : []
}
