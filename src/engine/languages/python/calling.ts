import type { Calling } from '../facets/calling.ts'

const SCHEDULES = /^(?:\w+\.)*(?:run|run_until_complete|create_task|ensure_future|start_soon|run_coroutine_threadsafe)$/

const GIVES_BACK = /^(?:max|min|next|iter|reversed|sorted|list|tuple|filter|getattr|sum)$/

export const pythonCalling: Calling = {
  namesArgumentsBy: 'keywords',
  dropsExtraArguments: false,
  constructorNames: ['__init__', '__new__'],
  keywordArgument: (name, value) => `${name}=${value}`,
  givesBack: (name) => GIVES_BACK.test(name),
  schedules: (callee) => SCHEDULES.test(callee),
}
