import type { Parameter } from '../../../model/contract-change.ts'
import type { Declaration, ExpressionOf } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { bindArguments, missingParameters } from '../uses/bind-arguments.ts'
import type { Trees } from '../uses/use-site.ts'

/** A function or method of the product that takes more than it took, and is given it: `old` are its parameters before, `gained` those that came. */
export type GrownCallable = {
  readonly symbol: SymbolRef
  readonly real: Declaration
  readonly old: readonly Parameter[]
  readonly gained: readonly Parameter[]
}

/** Every one that kept all that it took, in its order. What is given and not taken, or not given at all, makes none. */
export function grownCallables(trees: Trees): readonly GrownCallable[] {
  return trees.product.flatMap((path) => (isChanged(trees, path) ? grownIn(path, trees) : []))
}

function grownIn(path: string, trees: Trees): readonly GrownCallable[] {
  const [was, is] = [trees.before.file(path)?.declared(), trees.after.file(path)?.declared()]
  return [...(was ?? [])].flatMap(([name, [before, ...overloads]]) => {
    const [after, ...more] = is?.get(name) ?? []
    const isCallable = before?.kind === 'method' || before?.kind === 'function'
    if (!isCallable || after === undefined || after.kind !== before.kind || overloads.length + more.length > 0) return []
    const old = before.parameters
    const kept = after.parameters.filter((one) => old.some((other) => other.name === one.name))
    const come = after.parameters.filter((one) => !kept.includes(one))
    if (come.length === 0 || namesOf(kept) !== namesOf(old) || passingOf(kept) !== passingOf(old)) return []
    const symbol: SymbolRef = { kind: 'symbol', file: path, name }
    const gained = come.filter((parameter) => isGiven(after, symbol, parameter, trees))
    return gained.length === 0 ? [] : [{ symbol, real: after, old, gained }]
  })
}

/** A changed file of the product calls the real one as it is declared, with this parameter. */
function isGiven({ kind, name, parameters }: Declaration, symbol: SymbolRef, parameter: Parameter, trees: Trees): boolean {
  return trees.product.some((path) => {
    const file = isChanged(trees, path) ? trees.after.file(path) : null
    const isIt = (call: ExpressionOf<'call'>) => (kind === 'method' ? isMethodCall(name, call) : isCallOf(symbol, file, call, trees))
    return (file?.bindings().calls ?? []).filter(isIt).some((call) => {
      const bound = bindArguments(call.arguments, parameters)
      return bound !== null && [...bound.values()].includes(parameter) && missingParameters(bound.values(), parameters).length === 0
    })
  })
}

/** Of an object from elsewhere: what a class calls of itself no fake is asked for. */
function isMethodCall(name: string, { callee }: ExpressionOf<'call'>): boolean {
  if (callee.kind !== 'member' || callee.name !== name) return false
  return !(callee.object.kind === 'name' && callee.object.binding?.kind === 'receiver')
}

function isCallOf(symbol: SymbolRef, file: SourceFile | null, { callee }: ExpressionOf<'call'>, { after }: Trees): boolean {
  const found = file === null ? null : resolveExpression(after, file, callee)
  return found?.kind === 'symbol' && found.file === symbol.file && found.name === symbol.name
}

function isChanged({ before, after }: Trees, path: string): boolean {
  return before.text(path) !== undefined && before.text(path) !== after.text(path)
}

/** How each parameter is given, in order. */
export function passingOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ kind }) => kind).join()
}

function namesOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => name).join()
}
