import type { Parameter } from '../../../model/contract-change.ts'
import type { Declaration, ExpressionOf } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { findMember, resolveExpression } from '../resolve/resolve-expression.ts'
import { bindArguments, missingParameters } from '../uses/bind-arguments.ts'
import type { Trees } from '../uses/use-site.ts'
import { standIns } from './stand-ins.ts'

/** A method of a test's own class without parameters that the real one gained, and that the product gives it now; `real` is the head's. */
export type NarrowMethod = {
  readonly method: Declaration
  readonly real: Declaration
  readonly old: readonly Parameter[]
  readonly gained: readonly Parameter[]
}

type GrownMethod = Omit<NarrowMethod, 'method'> & { readonly owner: SymbolRef }

/**
 * Methods of a test's own classes that lack parameters. Each takes what the real one took before, one for one; what the product
 * gives and the real one does not take is nobody's parameter.
 */
export function narrowMethods(file: SourceFile, trees: Trees): readonly NarrowMethod[] {
  const grown = trees.product.flatMap((path) => (isChanged(trees, path) ? grownMethods(path, trees) : []))
  if (grown.length === 0) return []
  return fakesIn(file, trees).flatMap(({ methods, standsFor }) =>
    methods.flatMap((method) => {
      const found = grown.filter(({ owner, real }) => real.name === method.name && standsFor(owner, method.name))
      const [first, ...others] = found
      // of two classes that grew alike either will do, of two that grew apart none
      if (first === undefined || others.some(({ real }) => shapeOf(real.parameters) !== shapeOf(first.real.parameters))) return []
      const isAsBefore = kindsOf(method.parameters) === kindsOf(first.old)
      return isAsBefore ? [{ method, real: first.real, old: first.old, gained: first.gained }] : []
    }),
  )
}

function grownMethods(path: string, trees: Trees): readonly GrownMethod[] {
  const [was, is] = [trees.before.file(path)?.declared(), trees.after.file(path)?.declared()]
  return [...(was ?? [])].flatMap(([name, [before, ...overloads]]) => {
    const [after, ...more] = is?.get(name) ?? []
    if (before?.kind !== 'method' || before.container === null || after === undefined || overloads.length + more.length > 0) return []
    const old = before.parameters
    const kept = after.parameters.filter((one) => old.some((other) => other.name === one.name))
    const come = after.parameters.filter((one) => !kept.includes(one))
    const isGrown = come.length > 0 && namesOf(kept) === namesOf(old) && kindsOf(kept) === kindsOf(old)
    const gained = isGrown ? come.filter((parameter) => isGiven(after, parameter, trees)) : []
    return gained.length === 0 ? [] : [{ owner: { kind: 'symbol', file: path, name: before.container }, real: after, old, gained }]
  })
}

/** A changed file of the product calls the real one as it is declared, with this parameter. */
function isGiven({ name, parameters }: Declaration, parameter: Parameter, trees: Trees): boolean {
  return trees.product.some((path) => {
    const calls = isChanged(trees, path) ? (trees.after.file(path)?.bindings().calls ?? []) : []
    return calls.some((call) => {
      const bound = isCallOf(name, call) ? bindArguments(call.arguments, parameters) : null
      return bound !== null && [...bound.values()].includes(parameter) && missingParameters(bound.values(), parameters).length === 0
    })
  })
}

/** Of an object from elsewhere: what a class calls of itself no fake is asked for. */
function isCallOf(name: string, { callee }: ExpressionOf<'call'>): boolean {
  if (callee.kind !== 'member' || callee.name !== name) return false
  return !(callee.object.kind === 'name' && callee.object.binding?.kind === 'receiver')
}

type Fake = {
  readonly methods: readonly Declaration[]
  readonly standsFor: (owner: SymbolRef, method: string) => boolean
}

/** Classes that inherit from one of the product, and those whose every member a class of the product has. */
function fakesIn(file: SourceFile, { before, after }: Trees): readonly Fake[] {
  const members = new Map(standIns(file, after).map((one) => [one.range.start, one]))
  return file.declarations().flatMap((declaration): readonly Fake[] => {
    if (declaration.kind !== 'class') return []
    const methods = file.declarations().filter(({ kind, container }) => kind === 'method' && container === declaration.qualifiedName)
    const bases = (file.bindings().bases.get(declaration.qualifiedName) ?? []).flatMap((base) => {
      const found = resolveExpression(after, file, base)
      return found.kind === 'symbol' ? [found] : []
    })
    const likeness = members.get(declaration.start)
    const standsFor = (owner: SymbolRef, method: string): boolean => {
      const real = findMember(before, owner, method)
      if (bases.length > 0) return bases.some((base) => isSame(findMember(before, base, method), real))
      if (likeness === undefined || likeness.open) return false
      return likeness.members.every(({ name }) => findMember(before, owner, name) !== null && findMember(after, owner, name) !== null)
    }
    return [{ methods, standsFor }]
  })
}

function isSame(one: SymbolRef | null, other: SymbolRef | null): boolean {
  return one !== null && one.file === other?.file && one.name === other.name
}

function isChanged({ before, after }: Trees, path: string): boolean {
  return before.text(path) !== undefined && before.text(path) !== after.text(path)
}

function kindsOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ kind }) => kind).join()
}

function namesOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => name).join()
}

function shapeOf(parameters: readonly Parameter[]): string {
  return JSON.stringify(parameters.map(({ name, kind, default: value }) => [name, kind, value]))
}
