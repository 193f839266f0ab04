import type { ContractChange, Parameter, ParameterGroup } from '../../../model/contract-change.ts'
import type { BoundArguments } from './bind-arguments.ts'
import { fieldName, shownName } from './grouped-arguments.ts'

export type Signature = {
  readonly old: readonly Parameter[]
  readonly fresh: readonly Parameter[]
  readonly renames: ReadonlyMap<string, string>
  /** Then its fields stand in the list of its side. */
  readonly group: ParameterGroup | undefined
}

/** The signature change that all changes of one callable describe together. */
export function signatureOf(changes: readonly ContractChange[]): Signature {
  const [first] = changes
  const renames = changes.filter((change) => change.kind === 'parameter_renamed').map((change) => [change.before, change.after] as const)
  const group = first?.group
  return { old: first?.oldParameters ?? [], fresh: first?.newParameters ?? [], renames: new Map([...renames, ...movesOf(group)]), group }
}

function movesOf(group: ParameterGroup | undefined): readonly (readonly [string, string])[] {
  return (group?.moves ?? []).map(({ parameter, field }) => {
    const inside = fieldName(group as ParameterGroup, field)
    return group?.side === 'after' ? [parameter, inside] : [inside, parameter]
  })
}

/** A parameter that the call leaves out, and that would be something else now; where all of the group is left out, the callable says what that is. */
export function otherDefault(meant: BoundArguments, { old, fresh, renames, group }: Signature) {
  const isGiven = ({ name }: Parameter): boolean => [...meant.values()].some((one) => one.name === name)
  const moved = old.flatMap((parameter) => {
    const now = renames.has(parameter.name) ? fresh.find(({ name }) => name === renames.get(parameter.name)) : undefined
    return now === undefined ? [] : [{ parameter, now }]
  })
  if (group?.side === 'after' && !moved.some(({ parameter }) => isGiven(parameter))) return undefined
  const found = moved.find(
    ({ parameter, now }) => !isGiven(parameter) && parameter.default !== null && now.default !== null && parameter.default !== now.default,
  )
  return found && { parameter: shownName(found.now.name), before: found.parameter.default ?? '', after: found.now.default ?? '' }
}

/** A parameter that went and a field that came may be one with a new name. */
export function mayBeAnother({ group }: Signature): boolean {
  return group?.fields.some(({ name }) => !group.moves.some(({ field }) => field === name)) === true
}
