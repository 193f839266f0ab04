import type { ContractChange } from '../../model/contract-change.ts'
import type { SyntaxNode } from '../languages/language.ts'

/** Names, old and new, of callables whose parameters or options changed; a class stands for its constructor. */
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
  return last === '__init__' || last === 'constructor' ? [parts.at(-2) ?? last] : [last]
}

/** The last name of what is called: `cart.total()` → `total`; `null` for anything that is no call of a name. */
export function calleeName(node: SyntaxNode, text: string): string | null {
  if (node.type !== 'call' && node.type !== 'call_expression' && node.type !== 'new_expression') return null
  const callee = node.children.find(({ field }) => field === 'function' || field === 'constructor')
  if (!callee) return null
  const name =
    callee.children.find(({ field }) => field === 'attribute' || field === 'property') ?? (callee.children.length === 0 ? callee : null)
  return name ? text.slice(name.start, name.end) : null
}
