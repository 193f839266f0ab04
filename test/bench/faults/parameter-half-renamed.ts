import { namedChildren } from '../../../src/engine/languages/syntax.ts'
import { type MutationOperator, replace } from '../../../src/engine/mutation/operator.ts'

/** `def f(express=False)` becomes `f(express_value=False)` while its body, or its callers, still say the old name. */
export const parameterHalfRenamed: MutationOperator = {
  name: 'parameter-half-renamed',
  description: 'a parameter has another name, and what uses it does not follow',
  replacements: ({ node, language: { syntax }, textOf }) => {
    const list = syntax.is(node, 'function') ? syntax.parametersOf(node) : undefined
    return (list === undefined ? [] : namedChildren(list)).flatMap((parameter) => {
      const name = syntax.is(parameter, 'name') ? parameter : namedChildren(parameter)[0]
      if (name === undefined || !/^[a-z_]\w*$/.test(textOf(name)) || /^(self|cls|this)$/.test(textOf(name))) return []
      return [replace(name, `${textOf(name)}_value`)]
    })
  },
}
