import type { Parameter } from '../../../model/contract-change.ts'
import type { Argument } from '../../languages/language.ts'

/** Which parameter each argument reaches: a name, or the parameter that takes the rest. */
export type BoundArguments = ReadonlyMap<Argument, Parameter>

/** Binds a call's arguments as the language would; `null` when the call is an error, or spreads an unknown number of values. */
export function bindArguments(call: readonly Argument[], parameters: readonly Parameter[]): BoundArguments | null {
  const bound = new Map<Argument, Parameter>()
  const positional = parameters.filter(isPositional)
  const rest = parameters.find((parameter) => parameter.kind === 'rest')
  const keywordRest = parameters.find((parameter) => parameter.kind === 'keyword_rest')
  let next = 0
  for (const argument of call) {
    if (argument.spread !== 'none') return null
    const { keyword } = argument
    const named = keyword === null ? undefined : parameters.find((parameter) => parameter.name === keyword.name && takesKeyword(parameter))
    const parameter = keyword === null ? (positional[next++] ?? rest) : (named ?? keywordRest)
    if (parameter === undefined) return null
    if (isPlain(parameter) && [...bound.values()].includes(parameter)) return null
    bound.set(argument, parameter)
  }
  return bound
}

/** Parameters without a default that the arguments leave unbound. */
export function missingParameters(bound: Iterable<Parameter>, parameters: readonly Parameter[]): readonly Parameter[] {
  const reached = new Set([...bound].map((parameter) => parameter.name))
  return parameters.filter((parameter) => isPlain(parameter) && parameter.default === null && !reached.has(parameter.name))
}

export function isPositional(parameter: Parameter): boolean {
  return parameter.kind === 'positional' || parameter.kind === 'positional_only'
}

function isPlain(parameter: Parameter): boolean {
  return parameter.kind !== 'rest' && parameter.kind !== 'keyword_rest'
}

function takesKeyword(parameter: Parameter): boolean {
  return parameter.kind === 'positional' || parameter.kind === 'keyword_only'
}
