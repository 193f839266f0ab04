import type { SyntaxNode } from '../../languages/language.ts'
import { fieldOf, namedChildren } from '../../languages/syntax.ts'
import { type MutationOperator, replace } from '../operator.ts'

const SPREAD = /splat|spread|keyword_argument|generator/

export const callUnwrapped: MutationOperator = {
  name: 'call-unwrapped',
  description: 'a value is passed on as it came, without the call around it',
  replacements: ({ node, parent, textOf }) => {
    const list = /^call(_expression)?$/.test(node.type) ? fieldOf(node, 'arguments') : undefined
    const callee = fieldOf(node, 'function')
    if (list === undefined || callee === undefined || !isUsed(node, parent) || /^(super|import|require)$/.test(textOf(callee))) return []
    const [only, ...others] = namedChildren(list)
    if (only === undefined || others.length > 0 || list.type === 'generator_expression' || SPREAD.test(only.type)) return []
    return [replace(node, `(${textOf(only)})`)]
  },
}

/** A call whose value nobody takes is the matter of call-dropped; one that is called or read from again mostly fails at once. */
function isUsed(node: SyntaxNode, parent: SyntaxNode): boolean {
  return (
    !/^(expression_statement|await|await_expression|decorator|argument_list|class_heritage|delete_statement)$/.test(parent.type) &&
    node.field !== 'left'
  )
}
