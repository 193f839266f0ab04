import type { ContractChange } from '../../model/contract-change.ts'
import { code } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'

/** A declared change of the product as the middle of a sentence, in Markdown: "`Cart.total` is now `Cart.sum`". */
export function describeChange(change: ContractChange): string {
  const symbol = code(change.symbol)
  switch (change.kind) {
    case 'renamed':
      return `${symbol} is now ${code(newName(change))}`
    case 'moved':
      return `${symbol} moved from ${code(change.oldFile)} to ${code(change.file)}`
    case 'removed':
      return `${symbol} was removed`
    case 'parameter_added':
    case 'parameter_removed':
    case 'parameter_renamed':
    case 'parameters_reordered':
    case 'parameter_kind_changed':
      return `${symbol} takes ${code(change.after)} instead of ${code(change.before)}`
    case 'became_async':
      return `${symbol} is now asynchronous`
    case 'became_sync':
      return `${symbol} is no longer asynchronous`
    case 'option_renamed':
      return `the option ${code(change.before)} of ${symbol} is now ${code(change.after)}`
    case 'became_property':
      return `${symbol} is now read as a property`
    case 'became_method':
      return `${symbol} is now called as a method`
    case 'literal_replaced':
      return `${code(change.before)} in ${symbol} is now ${code(change.after)}`
    case 'exception_replaced':
      return `${symbol} raises ${code(change.after)} instead of ${code(change.before)}`
    case 'default_changed':
      return `${symbol} has ${code(change.after)} as a default instead of ${code(change.before)}`
    case 'decorators_changed':
      return `${symbol} is decorated with ${code(change.after || 'nothing')} instead of ${code(change.before || 'nothing')}`
    case 'result_changed':
      return `${symbol} returns ${code(change.after)} instead of ${code(change.before)}`
    case 'deprecated':
      return `${symbol} is deprecated in favour of ${code(change.after)}`
    case 'likely_renamed':
    case 'likely_moved':
      return `${symbol} has probably become ${code(change.after)}`
    case 'likely_parameter_renamed':
      return `the parameter ${code(change.before)} of ${symbol} has probably become ${code(change.after)}`
    case 'reexport_removed':
      return `${symbol} is no longer handed on by ${code(change.before)}; it lives in ${code(change.after)}`
  }
}

/** `newSymbol` is the last part alone: `Cart.total` → `Cart.sum`. */
function newName({ symbol, newSymbol, after }: ContractChange): string {
  const name = newSymbol ?? after
  const owner = symbol.split('.').slice(0, -1)
  return name.includes('.') || owner.length === 0 ? name : [...owner, name].join('.')
}

/** The same, with a link to the place. */
export function describeChangeWithPlace(change: ContractChange, links: Links): string {
  return `${describeChange(change)} (${permalink(links, change.file, change.line, change.kind === 'removed' ? 'base' : 'head')})`
}
