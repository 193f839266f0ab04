import type { Calling } from '../facets/calling.ts'

const SCHEDULES = /^(?:\w+\.)*(?:run|run_until_complete|create_task|ensure_future|start_soon|run_coroutine_threadsafe)$/

export const pythonCalling: Calling = {
  namesArgumentsBy: 'keywords',
  dropsExtraArguments: false,
  constructorNames: ['__init__', '__new__'],
  keywordArgument: (name, value) => `${name}=${value}`,
  schedules: (callee) => SCHEDULES.test(callee),
}
