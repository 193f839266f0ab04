import { type MutationOperator, replace, type Site } from '../operator.ts'

export const callUnwrapped: MutationOperator = {
  name: 'call-unwrapped',
  description: 'a value is passed on as it came, without the call around it',
  replacements: (site) => {
    const { node, language, textOf } = site
    const { is, call } = language.syntax
    const parts = is(node, 'call') ? call(node) : null
    if (parts === null || !isUsed(site) || /^(super|import|require)$/.test(textOf(parts.callee))) return []
    const [only, ...others] = parts.arguments
    if (only === undefined || others.length > 0 || is(only, 'listSpread', 'mapSpread', 'keywordArgument', 'generator')) return []
    return [replace(node, `(${textOf(only)})`)]
  },
}

/** A call whose value nobody takes is the matter of call-dropped; one that is called or read from again mostly fails at once. */
function isUsed({ node, parent, language: { syntax, faults } }: Site): boolean {
  return faults.mayUnwrapUnder(parent) && syntax.targetOf(parent) !== node
}
