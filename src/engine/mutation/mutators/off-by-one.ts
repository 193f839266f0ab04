import type { SyntaxNode } from '../../languages/language.ts'
import { namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace, type Site } from '../operator.ts'

const LITERALS = ['number', 'string', 'null', 'undefined', 'boolean'] as const
const BY_PLACE = /\.(slice|substring|substr|splice|charAt|charCodeAt|at)$/

export const offByOne: MutationOperator = {
  name: 'off-by-one',
  description: 'a place or a length is one too far',
  replacements: (site) =>
    placesOf(site).map((node) => {
      const text = site.textOf(node)
      const isSimple = site.language.syntax.is(node, 'name', 'member', 'call', 'subscript')
      return replace(node, isSimple ? `${text} + 1` : `(${text}) + 1`)
    }),
}

/** Expressions that count: bounds of a slice or a range, computed indexes. Literals are the matter of number-changed. */
function placesOf(site: Site): readonly SyntaxNode[] {
  const { node, language } = site
  const { is } = language.syntax
  const indexes = language.faults.indexesOf(node).filter((index) => is(index, 'binary'))
  const candidates = is(node, 'slice') ? namedChildren(node) : is(node, 'call') ? countingArguments(site) : indexes
  return candidates.filter((one) => !is(one, ...LITERALS, 'listSpread', 'mapSpread', 'keywordArgument', 'function'))
}

function countingArguments({ node, language, textOf }: Site): readonly SyntaxNode[] {
  const call = language.syntax.call(node)
  if (call?.list === undefined || !language.syntax.is(call.list, 'arguments')) return []
  const name = textOf(call.callee)
  return name === 'range' || BY_PLACE.test(name) ? call.arguments.slice(0, 2) : []
}
