import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName } from '../../languages/index.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { DeclarationIndex, LocatedDeclaration } from '../pairing/declaration-index.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { publicName } from '../resolve/export-names.ts'
import { announcedParameters } from './announced-parameters.ts'
import { changeOfParameter } from './change-of-pair.ts'
import { groupChanges } from './grouping/group-changes.ts'
import type { Proven } from './grouping/grouped-parameters.ts'
import { overloadChanges } from './overload-changes.ts'
import { implementationOf } from './overloads.ts'
import { type Callable, listOf, type ParameterChange, parameterChanges } from './parameter-changes.ts'

/** Changes of parameters and of `async`, of every callable that both trees have. */
export function signatureChanges(comparison: Comparison): readonly ContractChange[] {
  const pairs = comparison.pairs.filter(isComparable)
  const callables = comparison.pairs.filter(isCallable)
  const awaited = callables.filter((pair) => [pair.before, pair.after].every(isOneImplementation))
  let proven: Proven = { renames: new Set(), holders: new Map() }
  for (;;) {
    const found = pairs.map((pair) => ({ pair, changes: compare(comparison, pair, proven) }))
    const shown = found.map(({ changes }) => shownBy(changes))
    const renames = shown.flatMap((one) => one.renames)
    const holders = shown.flatMap((one) => one.holders)
    // each round can only prove more
    if (renames.every((rename) => proven.renames.has(rename)) && holders.every(([name]) => proven.holders.has(name))) {
      const changed = new Set(found.filter(({ changes }) => changes.length > 0).map(({ pair }) => pair))
      return [
        ...found.flatMap(({ pair, changes }) => changes.map((change) => changeOfParameter(pair, change))),
        ...callables
          .filter((pair) => !changed.has(pair))
          .flatMap((pair) => overloadChanges(pair, comparison.baseSide, comparison.headSide)),
        ...awaited.flatMap((pair) => asyncChange(pair)),
      ]
    }
    proven = { renames: new Set([...proven.renames, ...renames]), holders: new Map([...holders, ...proven.holders]) }
  }
}

function isComparable({ before, after }: Pair): boolean {
  const [one, other] = [before.declaration, after.declaration]
  const isSole = [before, after].every(({ file, declaration }) => file.declared().get(declaration.qualifiedName)?.length === 1)
  if (one.kind === 'class') return isSole && other.kind === 'class' && one.parameters.length > 0 && other.parameters.length > 0
  return isCallable({ before, after }) && (isSole || [before, after].every(isOneImplementation))
}

function isCallable({ before, after }: Pick<Pair, 'before' | 'after'>): boolean {
  const [one, other] = [before.declaration, after.declaration]
  return (
    one.kind === other.kind &&
    /^(function|method)$/.test(one.kind) &&
    !one.isProperty &&
    publicName(before.file, one.qualifiedName) !== null
  )
}

/** Overloads are types; what is run, and may be asynchronous, is the one declaration that implements them. */
function isOneImplementation(placed: LocatedDeclaration): boolean {
  return implementationOf(placed) === placed.declaration
}

function compare(comparison: Comparison, pair: Pair, proven: Proven): readonly ParameterChange[] {
  if (JSON.stringify(pair.before.declaration.parameters) === JSON.stringify(pair.after.declaration.parameters)) return []
  const { baseSide, headSide } = comparison
  const [before, after] = [callable(pair.before, baseSide), callable(pair.after, headSide)]
  const grouped = groupChanges(before, after, comparison, proven)
  return grouped ?? announcedParameters(pair, parameterChanges(before, after, baseSide, headSide, proven.renames))
}

/** What a callable's changes say of the parameters of others. */
function shownBy(changes: readonly ParameterChange[]) {
  const renames = changes.flatMap(({ kind, before, after, grouped }) => {
    if (kind === 'parameter_renamed') return [`${before}=${after}`]
    if (grouped === undefined || !/^parameters_(?:un)?grouped$/.test(kind)) return []
    const { side, moves } = grouped.group
    return moves.map(({ parameter, field }) => (side === 'after' ? `${parameter}=${field}` : `${field}=${parameter}`))
  })
  const holders = changes.flatMap(({ grouped }) => {
    const { type, holder } = grouped?.group ?? { type: null, holder: null }
    return type === null || holder === null ? [] : [[holder.name, { kind: 'symbol' as const, ...type }] as const]
  })
  return { renames, holders }
}

function callable(placed: LocatedDeclaration, side: DeclarationIndex): Callable {
  const { declaration, file } = placed
  const isConstructor = declaration.kind === 'class' || isConstructorName(declaration.name)
  const owner = isConstructor && declaration.container !== null ? file.declared().get(declaration.container)?.[0] : undefined
  const region = owner === undefined ? side.bodyTokens(placed) : side.bodyTokens({ file, declaration: owner })
  return { placed, region, isConstructor }
}

function asyncChange(pair: Pair): readonly ContractChange[] {
  const { before, after } = pair
  if (before.declaration.isAsync === after.declaration.isAsync) return []
  const texts = [before, after].map(
    ({ declaration }) => `${declaration.isAsync ? 'async ' : ''}${declaration.name}(${listOf(declaration.parameters)})`,
  )
  const kind = after.declaration.isAsync ? 'became_async' : 'became_sync'
  return [changeOfParameter(pair, { kind, before: texts[0] ?? '', after: texts[1] ?? '' })]
}
