import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName, languages } from '../../languages/index.ts'
import type { SyntaxNode, SyntaxTree } from '../../languages/language.ts'

/** Names, old and new, of callables whose parameters or options changed; a class counts as its constructor. */
export function changedCallables(changes: readonly ContractChange[]): ReadonlySet<string> {
  const names = changes
    .filter(({ kind }) => kind.startsWith('parameter') || kind === 'option_renamed')
    .flatMap(({ symbol, newSymbol }) => [symbol, newSymbol ?? symbol])
  return new Set(names.flatMap((name) => callableNames(name)))
}

/** `Cart.__init__` and `Cart.constructor` are called as `Cart`. */
export function callableNames(symbol: string): readonly string[] {
  const parts = symbol.split('.')
  const last = parts.at(-1) ?? symbol
  return isConstructorName(last) ? [parts.at(-2) ?? last] : [last]
}

/** The last name of what is called: `cart.total()` → `total`; `null` for anything that is not a call of a name. */
export function calleeName(node: SyntaxNode, { text, language }: SyntaxTree): string | null {
  const { syntax } = languages[language]
  const callee = syntax.call(node)?.callee
  const name = callee === undefined ? null : syntax.calleeName(callee)
  return name ? text.slice(name.start, name.end) : null
}
