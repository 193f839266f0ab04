import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName } from '../../languages/index.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { DeclarationIndex, LocatedDeclaration } from '../pairing/declaration-index.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { publicName } from '../resolve/export-names.ts'
import { announcedParameters } from './announced-parameters.ts'
import { changeOfParameter } from './change-of-pair.ts'
import { overloadChanges } from './overload-changes.ts'
import { implementationOf } from './overloads.ts'
import { type Callable, listOf, type ParameterChange, parameterChanges } from './parameter-changes.ts'

/** Changes of parameters and of `async`, of every callable that both trees have. */
export function signatureChanges(comparison: Comparison): readonly ContractChange[] {
  const pairs = comparison.pairs.filter(isComparable)
  const callables = comparison.pairs.filter(isCallable)
  const awaited = callables.filter((pair) => [pair.before, pair.after].every(isOneImplementation))
  let proven: ReadonlySet<string> = new Set()
  for (;;) {
    const found = pairs.map((pair) => ({ pair, changes: compare(comparison, pair, proven) }))
    const renames = found.flatMap(({ changes }) =>
      changes.filter(({ kind }) => kind === 'parameter_renamed').map(({ before, after }) => `${before}=${after}`),
    )
    // each round can only prove more
    if (renames.every((rename) => proven.has(rename))) {
      const changed = new Set(found.filter(({ changes }) => changes.length > 0).map(({ pair }) => pair))
      return [
        ...found.flatMap(({ pair, changes }) => changes.map((change) => changeOfParameter(pair, change))),
        ...callables
          .filter((pair) => !changed.has(pair))
          .flatMap((pair) => overloadChanges(pair, comparison.baseSide, comparison.headSide)),
        ...awaited.flatMap((pair) => asyncChange(pair)),
      ]
    }
    proven = new Set([...proven, ...renames])
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

function compare({ baseSide, headSide }: Comparison, pair: Pair, proven: ReadonlySet<string>): readonly ParameterChange[] {
  if (JSON.stringify(pair.before.declaration.parameters) === JSON.stringify(pair.after.declaration.parameters)) return []
  const found = parameterChanges(callable(pair.before, baseSide), callable(pair.after, headSide), baseSide, headSide, proven)
  return announcedParameters(pair, found)
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
