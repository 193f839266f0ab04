import type { CuredTest } from '../../facets/cures.ts'
import { lineAt, textOf } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonAssertions } from '../assertions.ts'
import { pythonLiterals } from '../literals.ts'
import { pythonSyntax } from '../syntax.ts'

const { call } = pythonSyntax
/** Values that occur everywhere say nothing of one day or draw. */
const TRIVIAL = /^(?:-?[01]|True|False|None|""|''|\[\]|\{\}|\(\))$/
const MAKES_DATE = /^(?:datetime\.)?(?:datetime|date|time|timedelta)$/

/** What the failing assertions of a test demand, all of them: equality with one written value that is no everyday one; inequality. */
export type Demand = { readonly isEqualToLiteral: boolean; readonly isUnequal: boolean }

export function demandOf({ file, body }: CuredTest, lines: readonly number[]): Demand {
  const own = pythonAssertions.find(file.tree).filter(({ statement }) => body.start <= statement.start && statement.end <= body.end)
  const failing = own.filter(({ statement }) => {
    const first = lineAt(file.text, statement.start)
    const last = lineAt(file.text, statement.end)
    return lines.some((line) => first <= line && line <= last)
  })
  const asked = failing.length > 0 ? failing : own
  const isWritten = (node: SyntaxNode | null): boolean => {
    if (node === null || TRIVIAL.test(textOf(file.tree, node))) return false
    const parts = call(node)
    if (parts !== null)
      return (
        MAKES_DATE.test(textOf(file.tree, parts.callee)) && parts.arguments.every((one) => pythonLiterals.parse(file.tree, one) !== null)
      )
    return pythonLiterals.parse(file.tree, node) !== null
  }
  return {
    isEqualToLiteral:
      asked.length > 0 &&
      asked.every(
        ({ relation, isNegated, expected }) => (relation === 'equal' || relation === 'same') && !isNegated && isWritten(expected),
      ),
    isUnequal: asked.length > 0 && asked.every(({ relation, isNegated }) => relation === 'equal' && isNegated),
  }
}
