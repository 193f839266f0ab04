import type { Parameter } from '../../../../model/contract-change.ts'
import type { Comparison } from '../../pairing/comparison.ts'
import { fieldName, shownName } from '../../uses/grouped-arguments.ts'
import { type Callable, changesOfLists, listOf, type ParameterChange } from '../parameter-changes.ts'
import { type Grouping, groupingOf, type Proven } from './grouped-parameters.ts'

/** The changes of a callable whose parameters became one value, or the other way round; `null` where they did not. */
export function groupChanges(
  before: Callable,
  after: Callable,
  { base, head }: Pick<Comparison, 'base' | 'head'>,
  proven: Proven,
): readonly ParameterChange[] | null {
  const found = groupingOf(before, after, head, 'after', proven) ?? groupingOf(after, before, base, 'before', proven)
  return found === null ? null : changesOf(before.placed.declaration.parameters, after.placed.declaration.parameters, found)
}

function changesOf(oldList: readonly Parameter[], newList: readonly Parameter[], { group, list }: Grouping): readonly ParameterChange[] {
  const isAfter = group.side === 'after'
  const [old, fresh] = isAfter ? [oldList, list] : [list, newList]
  const renames = new Map(
    group.moves.map(({ parameter, field }) =>
      isAfter ? ([parameter, fieldName(group, field)] as const) : ([fieldName(group, field), parameter] as const),
    ),
  )
  const isField = (name: string): boolean => list.some((one) => one.name === name) && name.startsWith(fieldName(group, ''))
  const isOptional = (name: string): boolean => fresh.some((one) => one.name === name && one.default !== null)
  const others = changesOfLists(old, fresh, renames).filter(({ kind, before, after }) => {
    if (kind === 'parameter_renamed') return !renames.has(before)
    // a field that nobody has to write
    if (kind === 'parameter_added') return !(isField(after) && isOptional(after))
    return kind !== 'parameter_kind_changed' || isNarrowed(old, fresh, renames)
  })
  const grouped = { group, old, fresh }
  const shown = (text: string): string => (isField(text) ? shownName(text) : text)
  const kind = isAfter ? ('parameters_grouped' as const) : ('parameters_ungrouped' as const)
  return [
    {
      kind,
      before: isAfter ? listOf(oldList) : written(oldList, group),
      after: isAfter ? written(newList, group) : listOf(newList),
      grouped,
    },
    ...others.map((change) => ({ ...change, before: shown(change.before), after: shown(change.after), grouped })),
  ]
}

/** Whether a parameter outside of the group has lost its place. */
function isNarrowed(old: readonly Parameter[], fresh: readonly Parameter[], renames: ReadonlyMap<string, string>): boolean {
  return old.some(({ name, kind }) => {
    const now = renames.has(name) ? undefined : fresh.find((one) => one.name === name)
    return kind === 'positional' && now !== undefined && now.kind !== 'positional'
  })
}

/** The list as a reader knows it: the object with its keys, or the class that the holder takes. */
function written(list: readonly Parameter[], { place, holder, type, moves }: Grouping['group']): string {
  const names = moves.map(({ field }) => field).join(', ')
  const value = type === null ? `{ ${names} }` : `${holder.name}: ${type.name}(${names})`
  return [...list.slice(0, place).map(({ name }) => name), value, ...list.slice(place + 1).map(({ name }) => name)].join(', ')
}
