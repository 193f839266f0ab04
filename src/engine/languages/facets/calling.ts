import type { Parameter } from '../../../model/contract-change.ts'
import type { Declaration } from '../source-names.ts'

/** How callers and callables of a language meet. */
export type Calling = {
  /** How an argument says which one it is, where not by its place: `name=value` in the call, or keys of an object. */
  readonly namesArgumentsBy: 'keywords' | 'objectKeys'
  /** More arguments than there are parameters are dropped without a word. */
  readonly dropsExtraArguments: boolean
  /** Names of methods that make an object of their class when the class is called. */
  readonly constructorNames: readonly string[]
  /** The lines of a method that takes what this one takes and does nothing. */
  emptyMethod(method: Pick<Declaration, 'isAsync' | 'name' | 'parameters'>): readonly string[]
  /** A parameter as a callable declares it, without its type, with a default that means the same in any file; `null` where it need not take what it is given. */
  declaredParameter(parameter: Pick<Parameter, 'name' | 'kind' | 'default'>): string | null
  /** An argument that finds its parameter by name; `null` where the language has none. */
  keywordArgument(name: string, value: string): string | null
  /** Whether calling this (its text without white space) passes a pending result to the event loop, which awaits it. */
  schedules(callee: string): boolean
  /** Whether a function of the language itself gives back what it was given, or a part of it. */
  givesBack(name: string): boolean
}
