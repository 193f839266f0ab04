import type { CureEdit, CureInput } from '../../facets/cures.ts'
import { visit } from '../../syntax.ts'
import { scriptSyntax } from '../syntax.ts'
import { scriptExpression } from './script-writes.ts'

const { is, call } = scriptSyntax

/** A value for each call of the product that takes one under such a name, has a default for it, and is given none. */
export function givenParameters(input: CureInput, takes: RegExp, value: string): readonly CureEdit[] {
  const { file, body } = input.test
  const found: CureEdit[] = []
  visit(body, (node) => {
    const parts = is(node, 'call', 'construction') ? call(node) : null
    const expression = parts === null ? null : scriptExpression(file, parts.callee)
    const symbol = expression === null ? null : input.declared(file, expression)
    const parameters = symbol === null || symbol.isTest ? [] : symbol.declaration.parameters
    const at = parameters.findIndex(({ name, default: given }) => takes.test(name) && given !== null)
    // only the last one can be given without giving others
    if (parts?.list === undefined || at < 0 || parts.arguments.length !== at) return true
    const end = parts.list.end - 1
    found.push({ file: file.path, start: end, end, replacement: `${at === 0 ? '' : ', '}${value}` })
    return true
  })
  return found
}
