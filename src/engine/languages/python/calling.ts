import type { Parameter } from '../../../model/contract-change.ts'
import type { Calling } from '../facets/calling.ts'

const SCHEDULES = /^(?:\w+\.)*(?:run|run_until_complete|create_task|ensure_future|start_soon|run_coroutine_threadsafe)$/

const GIVES_BACK = /^(?:max|min|next|iter|reversed|sorted|list|tuple|filter|getattr|sum)$/

/** A default that means the same in any file. */
const PLAIN = /^(?:None|True|False|-?\d[\d_.]*|"[^"\\]*"|'[^'\\]*'|\(\)|\[\]|\{\})$/

function written(parameter: Parameter, before: Parameter | undefined): readonly string[] {
  const isFirstKeyword = parameter.kind === 'keyword_only' && before?.kind !== 'keyword_only' && before?.kind !== 'rest'
  return isFirstKeyword ? ['*', declared(parameter)] : [declared(parameter)]
}

function declared({ name, kind, default: value }: Pick<Parameter, 'name' | 'kind' | 'default'>): string {
  if (kind === 'rest') return `*${name}`
  if (kind === 'keyword_rest') return `**${name}`
  return value === null ? name : `${name}=${PLAIN.test(value) ? value : 'None'}`
}

export const pythonCalling: Calling = {
  namesArgumentsBy: 'keywords',
  dropsExtraArguments: false,
  constructorNames: ['__init__', '__new__'],
  emptyMethod({ isAsync, name, parameters }) {
    const all = ['self', ...parameters.flatMap((parameter, index) => written(parameter, parameters[index - 1]))]
    return [`${isAsync ? 'async ' : ''}def ${name}(${all.join(', ')}):`, '    pass']
  },
  declaredParameter: declared,
  keywordArgument: (name, value) => `${name}=${value}`,
  givesBack: (name) => GIVES_BACK.test(name),
  schedules: (callee) => SCHEDULES.test(callee),
}
