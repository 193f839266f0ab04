import type { CuredTest } from '../../facets/cures.ts'
import { lineAt, textOf } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { scriptAssertions } from '../assertions.ts'
import { scriptLiterals } from '../literals.ts'

const TRIVIAL = /^(?:-?[01]|true|false|null|undefined|''|""|``|\[\]|\{\})$/
const MAKES_DATE = /^new Date\((?:'[^']*'|"[^"]*"|[\d, ]+)\)$/

/** What the failing assertions of a test demand, all of them: equality with one written value that is no everyday one; inequality. */
export type Demanded = { readonly isEqualToLiteral: boolean; readonly isUnequal: boolean }

export function demandedBy({ file, body }: CuredTest, lines: readonly number[]): Demanded {
  const own = scriptAssertions.find(file.tree).filter(({ statement }) => body.start <= statement.start && statement.end <= body.end)
  const failing = own.filter(({ statement }) => {
    const [first, last] = [lineAt(file.text, statement.start), lineAt(file.text, statement.end)]
    return lines.some((line) => first <= line && line <= last)
  })
  const asked = failing.length > 0 ? failing : own
  const isWritten = (node: SyntaxNode | null): boolean => {
    if (node === null || TRIVIAL.test(textOf(file.tree, node))) return false
    return MAKES_DATE.test(textOf(file.tree, node)) || scriptLiterals.parse(file.tree, node) !== null
  }
  const isEqual = ({ relation }: (typeof own)[number]) => relation === 'equal' || relation === 'same'
  return {
    isEqualToLiteral: asked.length > 0 && asked.every((one) => isEqual(one) && !one.isNegated && isWritten(one.expected)),
    isUnequal: asked.length > 0 && asked.every((one) => isEqual(one) && one.isNegated),
  }
}
