import type { Parameter, ParameterGroup } from '../../../../model/contract-change.ts'
import type { BodyToken } from '../../pairing/body-tokens.ts'
import type { Counts } from '../../pairing/similarity.ts'
import { areUsedAlike, contextsOf } from '../../pairing/use-contexts.ts'
import type { Project } from '../../resolve/project.ts'
import { fieldName } from '../../uses/grouped-arguments.ts'
import type { Callable } from '../parameter-changes.ts'
import { type Holder, holdersIn, type KnownHolders } from './holders.ts'

/** What the callables of the commit have shown: renames as `old=new`, classes by the parameter that takes them. */
export type Proven = { readonly renames: ReadonlySet<string>; readonly holders: KnownHolders }

/** The group, and the list of its side with the fields in the holder's place. */
export type Grouping = { readonly group: ParameterGroup; readonly list: readonly Parameter[] }

/**
 * Whether single parameters of one side are handed over as one value on the other. A field is a parameter's successor when it has the same
 * name, or when both are used alike and have no rival; `null` where none is one, or where names and uses say different things.
 */
export function groupingOf(
  single: Callable,
  grouped: Callable,
  project: Project,
  side: ParameterGroup['side'],
  proven: Proven,
): Grouping | null {
  const [one, other] = [single.placed.declaration.parameters, grouped.placed.declaration.parameters]
  const names = (list: readonly Parameter[]): ReadonlySet<string> => new Set(list.map(({ name }) => name))
  const gone = one.filter(({ name, kind }) => !/rest$/.test(kind) && !names(other).has(name))
  const places = other.flatMap(({ name }, place) => (names(one).has(name) ? [] : [place]))
  const found = holdersIn(grouped, project, places, proven.holders).flatMap((holder) => {
    const moves = movesInto(holder, gone, single, grouped.isConstructor, side, proven)
    return moves === null || moves.length === 0 ? [] : [{ holder, moves }]
  })
  const [only, ...rivals] = found
  if (only === undefined || rivals.length > 0) return null
  const { holder, place, type } = only.holder
  // an argument that is left out is `undefined` before and after
  const isLeftOut = ({ name }: Parameter): boolean => type === null && only.moves.some(({ field }) => field === name)
  const fields = only.holder.fields.map((field) => ({ ...field, default: field.default ?? (isLeftOut(field) ? 'undefined' : null) }))
  const group = { side, holder, place, type: type === null ? null : { file: type.file, name: type.name }, fields, moves: [...only.moves] }
  const inside = fields.map((field) => ({ ...field, name: fieldName(group, field.name) }))
  return { group, list: [...other.slice(0, place), ...inside, ...other.slice(place + 1)] }
}

function movesInto(
  holder: Holder,
  gone: readonly Parameter[],
  single: Callable,
  isConstructor: boolean,
  side: ParameterGroup['side'],
  { renames }: Proven,
): ParameterGroup['moves'] | null {
  const [blurredOld, blurredNew] = [gone, holder.fields].map((list) => new Set(list.map(({ name }) => name))) as [Set<string>, Set<string>]
  const isUse = (token: BodyToken): boolean => (!token.isMember || isConstructor) && !token.isKey && !token.isKeyword
  const usesOf = ({ name }: Parameter): Counts => contextsOf(single.region, name, isUse, blurredOld)
  const fieldUses = ({ name }: Parameter): Counts => holder.uses(name, blurredNew) ?? contextsOf(holder.region, name, isUse, blurredNew)
  const isAlike = (parameter: Parameter, field: Parameter): boolean => areUsedAlike(usesOf(parameter), fieldUses(field))
  const named = gone.flatMap((parameter) => {
    const field = holder.fields.find(({ name }) => name === parameter.name)
    return field === undefined ? [] : [{ parameter, field }]
  })
  // names that say one thing where the uses say another are exchanged, by intent or by mistake
  const isCrossed = named.some(
    ({ parameter, field }) => !isAlike(parameter, field) && named.some((rival) => rival.field !== field && isAlike(parameter, rival.field)),
  )
  if (isCrossed) return null
  const [left, free] = [
    gone.filter((one) => !named.some(({ parameter }) => parameter === one)),
    holder.fields.filter((one) => !named.some(({ field }) => field === one)),
  ]
  const isProven = ({ name }: Parameter, field: Parameter): boolean =>
    renames.has(side === 'after' ? `${name}=${field.name}` : `${field.name}=${name}`)
  const isHeir = (parameter: Parameter, field: Parameter): boolean => isProven(parameter, field) || isAlike(parameter, field)
  const renamed = left.flatMap((parameter) => {
    const [field, ...others] = free.filter((one) => isHeir(parameter, one))
    const isSole = field !== undefined && others.length === 0 && left.every((rival) => rival === parameter || !isHeir(rival, field))
    return isSole ? [{ parameter, field }] : []
  })
  return [...named, ...renamed].map(({ parameter, field }) => ({ parameter: parameter.name, field: field.name }))
}
