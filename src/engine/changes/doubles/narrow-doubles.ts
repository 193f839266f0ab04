import type { Parameter } from '../../../model/contract-change.ts'
import type { Declaration, SyntaxNode } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { findMember, resolveExpression } from '../resolve/resolve-expression.ts'
import type { Trees } from '../uses/use-site.ts'
import { type GrownCallable, grownCallables, passingOf } from './grown-callables.ts'
import { patchedFunctions } from './patched-functions.ts'
import { standIns } from './stand-ins.ts'

/**
 * A callable of a test that takes what the real one took before, one for one. `name` is what a failure calls it; `parameters` are without
 * the receiver.
 */
export type NarrowDouble = GrownCallable & {
  readonly name: string
  readonly node: SyntaxNode
  readonly parameters: readonly Parameter[]
}

/** Methods of a test's own classes, and functions that it puts in place of the product's, that lack what these take and are given since the change. */
export function narrowDoubles(file: SourceFile, trees: Trees): readonly NarrowDouble[] {
  const grown = grownCallables(trees)
  const found = grown.length === 0 ? [] : [...methodsIn(file, grown, trees), ...patchedIn(file, grown, trees)]
  return [...Map.groupBy(found, ({ node }) => node.start).values()].flatMap(([first, ...others]) => {
    // of two that grew alike either will do, of two that grew apart none
    const areAlike = others.every(({ real }) => shapeOf(real.parameters) === shapeOf(first?.real.parameters ?? []))
    return first !== undefined && areAlike ? [first] : []
  })
}

function methodsIn(file: SourceFile, grown: readonly GrownCallable[], trees: Trees): readonly NarrowDouble[] {
  return fakesIn(file, trees).flatMap(({ methods, standsFor }) =>
    methods.flatMap(({ name, node, parameters }) => {
      const found = grown.filter(({ symbol, real }) => real.kind === 'method' && real.name === name && standsFor(ownerOf(symbol), name))
      return found.flatMap((one) => (passingOf(parameters) === passingOf(one.old) ? [{ ...one, name, node, parameters }] : []))
    }),
  )
}

function patchedIn(file: SourceFile, grown: readonly GrownCallable[], { after }: Trees): readonly NarrowDouble[] {
  return patchedFunctions(file, after).flatMap(({ target, name, node }) => {
    const real = grown.find(({ symbol }) => isSame(symbol, target))
    const all = file.language.parametersOf(file.tree, node)
    const isOfClass = real?.real.kind === 'method' && !real.real.isStatic && passingOf(all.slice(1)) === passingOf(real.old)
    const parameters = isOfClass ? all.slice(1) : all
    return real !== undefined && passingOf(parameters) === passingOf(real.old) ? [{ ...real, name, node, parameters }] : []
  })
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

function ownerOf({ name, ...symbol }: SymbolRef): SymbolRef {
  return { ...symbol, name: name.slice(0, Math.max(0, name.lastIndexOf('.'))) }
}

function isSame(one: SymbolRef | null, other: SymbolRef | null): boolean {
  return one !== null && one.file === other?.file && one.name === other.name
}

function shapeOf(parameters: readonly Parameter[]): string {
  return JSON.stringify(parameters.map(({ name, kind, default: value }) => [name, kind, value]))
}
