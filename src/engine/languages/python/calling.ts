import type { Parameter } from '../../../model/contract-change.ts'
import type { Calling } from '../facets/calling.ts'

const SCHEDULES = /^(?:\w+\.)*(?:run|run_until_complete|create_task|ensure_future|start_soon|run_coroutine_threadsafe)$/

const GIVES_BACK = /^(?:max|min|next|iter|reversed|sorted|list|tuple|filter|getattr|sum)$/

/** A default that means the same in any file. */
const PLAIN = /^(?:None|True|False|-?\d[\d_.]*|"[^"\\]*"|'[^'\\]*'|\(\)|\[\]|\{\})$/

function written({ name, kind, default: value }: Parameter, before: Parameter | undefined): readonly string[] {
  if (kind === 'rest') return [`*${name}`]
  if (kind === 'keyword_rest') return [`**${name}`]
  const isFirstKeyword = kind === 'keyword_only' && before?.kind !== 'keyword_only' && before?.kind !== 'rest'
  const own = value === null ? name : `${name}=${PLAIN.test(value) ? value : 'None'}`
  return isFirstKeyword ? ['*', own] : [own]
}

export const pythonCalling: Calling = {
  namesArgumentsBy: 'keywords',
  dropsExtraArguments: false,
  constructorNames: ['__init__', '__new__'],
  emptyMethod({ isAsync, name, parameters }) {
    const all = ['self', ...parameters.flatMap((parameter, index) => written(parameter, parameters[index - 1]))]
    return [`${isAsync ? 'async ' : ''}def ${name}(${all.join(', ')}):`, '    pass']
  },
  keywordArgument: (name, value) => `${name}=${value}`,
  givesBack: (name) => GIVES_BACK.test(name),
  schedules: (callee) => SCHEDULES.test(callee),
}
