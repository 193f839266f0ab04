import type { ContractChange, ContractChangeKind } from '../../model/contract-change.ts'

const WORDS: Readonly<Record<ContractChangeKind, string>> = {
  renamed: 'was renamed',
  moved: 'was moved',
  removed: 'was removed',
  parameter_renamed: 'has a renamed parameter',
  parameter_added: 'has a new parameter',
  parameter_removed: 'lost a parameter',
  parameters_reordered: 'has its parameters in another order',
  parameter_kind_changed: 'takes a parameter in another way',
  became_async: 'became asynchronous',
  became_sync: 'is no longer asynchronous',
  option_renamed: 'has a renamed option',
  became_property: 'became a property',
  became_method: 'became a method',
  literal_replaced: 'holds another value',
  exception_replaced: 'raises another exception',
  default_changed: 'has another default',
  decorators_changed: 'has other decorators',
  result_changed: 'returns another shape',
  deprecated: 'is deprecated',
  reexport_removed: 'is no longer handed on',
  likely_renamed: 'has probably another name',
  likely_moved: 'probably lives elsewhere',
  likely_parameter_renamed: 'has probably a renamed parameter',
}

/** A declared change as the end of a sentence that begins with its symbol. */
export function changeWords({ kind }: ContractChange): string {
  return WORDS[kind]
}

/** What people call it: a default export has no name of its own. */
export function changeName({ symbol, before }: ContractChange): string {
  return symbol === 'default' && before !== '' ? before : symbol
}
