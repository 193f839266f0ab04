import type { ContractChange } from '../../../model/contract-change.ts'
import type { FileChange } from '../../../model/file-change.ts'
import type { Parsers } from '../../languages/parsers.ts'
import type { Trees } from '../uses/use-site.ts'
import { callSightings } from './call-sightings.ts'
import { changedSources } from './changed-sources.ts'
import { constructorChange, isField } from './fields.ts'
import { type Described, lineSightings } from './line-sightings.ts'
import { moduleSightings } from './module-sightings.ts'
import { nameSightings } from './name-sightings.ts'
import type { SiblingNames } from './sibling-names.ts'
import type { Sighting } from './sighting.ts'
import { documentSightings, statementSightings, statementsOf } from './text-sightings.ts'

/** What may say which old name became which new one, beside the bodies. */
export type SightingSources = {
  readonly changes: readonly ContractChange[]
  readonly trees: Trees
  readonly product: readonly FileChange[]
  readonly tests: readonly FileChange[]
  readonly documents: readonly FileChange[]
  readonly messages: readonly string[]
  readonly parsers: Parsers
}

/** All that callers, tests, documents and messages say of the names of one owner; read once for each owner. */
export function sightingReader(sources: SightingSources): (change: ContractChange, names: SiblingNames) => readonly Sighting[] {
  const { changes, trees, product, tests, documents, messages, parsers } = sources
  const files = changedSources(product, tests, trees, parsers)
  const statements = statementsOf(messages, documents)
  const described = [...testsOf(tests, trees), ...documents.map((one) => ({ ...one, by: 'document' as const }))]
  const renamed = new Map(
    changes.flatMap(({ kind, symbol, newSymbol }) => (kind === 'renamed' && newSymbol ? [[symbol, newSymbol] as const] : [])),
  )
  const newNameOf = (unit: string): string => successorName(unit, renamed)
  const known = new Map<string, readonly Sighting[]>()
  return (change, names) => {
    const key = [names.owner, ...names.gone, '→', ...names.fresh].join(' ')
    const found = known.get(key) ?? read(change, names)
    known.set(key, found)
    return found
  }

  function read(change: ContractChange, names: SiblingNames): readonly Sighting[] {
    if (names.kind === 'module') return [...moduleSightings(files, names, trees), ...statementSightings(statements, names)]
    const given = names.kind === 'name' ? constructorChange(change, trees) : change
    return [
      ...(names.kind === 'name' || isField(change, trees) ? nameSightings(files, names, trees, newNameOf) : []),
      ...(given === null ? [] : callSightings(given, names, files, trees, newNameOf)),
      ...documentSightings(documents, names),
      ...lineSightings(described, names),
      ...statementSightings(statements, names),
    ]
  }
}

/** All tests of the head, with what they were before where that is something else. */
function testsOf(changed: readonly FileChange[], { after, product }: Trees): readonly Described[] {
  const ofProduct = new Set(product)
  const known = new Map(changed.map((one) => [one.path, one]))
  return [...after.paths]
    .filter((path) => !ofProduct.has(path) && after.text(path) !== undefined)
    .map((path) => {
      const text = after.text(path) ?? null
      return { ...(known.get(path) ?? { path, before: text, after: text }), by: 'test' }
    })
}

/** `Temp.to_f` → `Temp.kelvin`, and what a renamed class holds. */
function successorName(unit: string, renamed: ReadonlyMap<string, string>): string {
  const parts = unit.split('.')
  return parts.map((part, at) => renamed.get(parts.slice(0, at + 1).join('.')) ?? part).join('.')
}
