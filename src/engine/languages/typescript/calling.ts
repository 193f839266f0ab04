import type { Calling } from '../facets/calling.ts'

export const scriptCalling: Calling = {
  namesArgumentsBy: 'objectKeys',
  dropsExtraArguments: true,
  constructorNames: ['constructor'],
  // what is passed and not taken is dropped
  emptyMethod: ({ isAsync, name }) => [`${isAsync ? 'async ' : ''}${name}() {}`],
  declaredParameter: () => null,
  keywordArgument: () => null,
  givesBack: (name) => name === 'structuredClone',
  // a promise runs by itself, and nothing waits for it
  schedules: () => false,
}
