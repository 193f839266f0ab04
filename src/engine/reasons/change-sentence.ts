import type { DeclaredChange } from '../../model/reasons/parts.ts'

/** A declared change as the middle of a sentence, "Cart.total is now Cart.sum"; `quoted` writes the names of code. */
export function changeSentence(change: DeclaredChange, quoted: (code: string) => string = (code) => code): string {
  const symbol = quoted(nameOf(change))
  switch (change.kind) {
    case 'renamed':
      return `${symbol} is now ${quoted(newName(change))}`
    case 'moved':
      return `${symbol} moved from ${quoted(change.oldFile)} to ${quoted(change.file)}`
    case 'removed':
      return `${symbol} was removed`
    case 'parameter_added':
      return `${symbol} now takes ${quoted(change.after)} as well`
    case 'parameter_removed':
      return `${symbol} no longer takes ${quoted(change.before)}`
    case 'parameter_renamed':
    case 'parameters_reordered':
    case 'parameter_kind_changed':
    case 'parameters_grouped':
    case 'parameters_ungrouped':
      return `${symbol} takes ${quoted(change.after)} instead of ${quoted(change.before)}`
    case 'became_async':
      return `${symbol} is now asynchronous`
    case 'became_sync':
      return `${symbol} is no longer asynchronous`
    case 'option_renamed':
      return `the option ${quoted(change.before)} of ${symbol} is now ${quoted(change.after)}`
    case 'text_renamed':
      return `${quoted(change.before)} is called ${quoted(change.after)} now`
    case 'likely_text_renamed':
      return `${quoted(change.before)} is probably called ${quoted(change.after)} now`
    case 'succeeded':
      return `${symbol} is at its end, and did nothing but call ${quoted(change.after)}`
    case 'likely_succeeded':
      return `${symbol} is at its end, and its note names ${quoted(change.after)} instead`
    case 'became_property':
      return `${symbol} is now read as a property`
    case 'became_method':
      return `${symbol} is now called as a method`
    case 'literal_replaced':
      return `${quoted(change.before)} in ${symbol} is now ${quoted(change.after)}`
    case 'exception_replaced':
      return `${symbol} raises ${quoted(change.after)} instead of ${quoted(change.before)}`
    case 'default_changed':
      return `${symbol} has ${quoted(change.after)} as a default instead of ${quoted(change.before)}`
    case 'decorators_changed':
      return `${symbol} is decorated with ${quoted(change.after || 'nothing')} instead of ${quoted(change.before || 'nothing')}`
    case 'result_changed':
      return `${symbol} returns ${quoted(change.after)} instead of ${quoted(change.before)}`
    case 'type_changed':
      return `${symbol} is declared as ${quoted(change.after)} instead of ${quoted(change.before)}`
    case 'deprecated':
      return `${symbol} is deprecated in favour of ${quoted(change.after)}`
    case 'likely_renamed':
    case 'likely_moved':
      return `${symbol} has probably become ${quoted(change.after)}`
    case 'likely_parameter_renamed':
      return `the parameter ${quoted(change.before)} of ${symbol} has probably become ${quoted(change.after)}`
    case 'reexport_removed':
      return `${symbol} is no longer exported by ${quoted(change.before)}; it is in ${quoted(change.after)} now`
  }
}

/** A default export has no name of its own: it is called by its local name. */
function nameOf({ symbol, before, oldFile }: DeclaredChange): string {
  if (symbol !== 'default') return symbol
  return before === '' || before === 'default' ? oldFile : before
}

/** `newSymbol` is the last part alone: `Cart.total` → `Cart.sum`. */
function newName({ symbol, newSymbol, after }: DeclaredChange): string {
  const name = newSymbol ?? after
  const owner = symbol.split('.').slice(0, -1)
  return name.includes('.') || owner.length === 0 ? name : [...owner, name].join('.')
}
