import { explained } from '../../src/engine/reasons/explained.ts'
import { reason } from '../../src/model/reason.ts'
import type { DeclaredChange } from '../../src/model/reasons/parts.ts'

/** A declared renaming: `Cart.total` → `Cart.sum` for `renamed('Cart.total', 'sum')`. */
export function renamed(symbol: string, newSymbol: string): DeclaredChange {
  const before = symbol.split('.').at(-1) ?? ''
  return { kind: 'renamed', symbol, file: 'shop/cart.py', line: 12, before, after: newSymbol, oldFile: 'shop/cart.py', newSymbol }
}

/** Any reason with this sentence, as an analysis or an answer holds it. */
export function saying(text: string) {
  return explained(reason('earlier-version', { text }))
}
