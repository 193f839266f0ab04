import type { ContractChange, ContractChangeKind } from '../../model/contract-change.ts'
import type { RepairStrategy } from '../../model/repair-strategy.ts'

const STRATEGY: Readonly<Record<ContractChangeKind, RepairStrategy>> = {
  renamed: 'rename_symbol',
  moved: 'update_import',
  removed: 'remove_test',
  parameter_renamed: 'update_signature',
  parameter_added: 'update_signature',
  parameter_removed: 'update_signature',
  parameters_reordered: 'update_signature',
  parameter_kind_changed: 'update_signature',
  parameters_grouped: 'update_signature',
  parameters_ungrouped: 'update_signature',
  became_async: 'add_async',
  became_sync: 'add_async',
  option_renamed: 'update_signature',
  succeeded: 'use_successor',
  text_renamed: 'rename_symbol',
  became_property: 'update_result',
  became_method: 'update_result',
  literal_replaced: 'update_assertion',
  exception_replaced: 'update_result',
  default_changed: 'update_assertion',
  decorators_changed: 'update_setup',
  result_changed: 'update_result',
  type_changed: 'update_result',
  deprecated: 'use_successor',
  reexport_removed: 'update_import',
  likely_renamed: 'rename_symbol',
  likely_moved: 'update_import',
  likely_parameter_renamed: 'update_signature',
  likely_succeeded: 'use_successor',
  likely_text_renamed: 'rename_symbol',
}

/** The strategies that these changes call for, each once, in the changes' order. */
export function suggestedStrategies(changes: readonly ContractChange[]): RepairStrategy[] {
  return [...new Set(changes.map(({ kind }) => STRATEGY[kind]))]
}
