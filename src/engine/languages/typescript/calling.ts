import type { Calling } from '../facets/calling.ts'

export const scriptCalling: Calling = {
  namesArgumentsBy: 'objectKeys',
  dropsExtraArguments: true,
  constructorNames: ['constructor'],
  keywordArgument: () => null,
  givesBack: (name) => name === 'structuredClone',
  // a promise runs by itself, and nothing waits for it
  schedules: () => false,
}
