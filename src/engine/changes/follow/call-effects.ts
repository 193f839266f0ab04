import type { ContractChange, Parameter, ParameterGroup } from '../../../model/contract-change.ts'
import type { SourceFile } from '../resolve/project.ts'
import { bindArguments, missingParameters } from '../uses/bind-arguments.ts'
import type { CallSite } from '../uses/call-sites.ts'
import { type FlatCall, flatCall, makesGroup } from '../uses/grouped-arguments.ts'
import type { Trees } from '../uses/use-site.ts'

/** What the new parameters make of a call that is written as it was. */
type CallEffect = 'breaks' | 'differs' | 'none'

/** How the new parameters affect an unchanged call. Spread values may hold anything. */
export function effectOn({ call }: CallSite, change: ContractChange, file: SourceFile, trees: Trees): CallEffect {
  const { oldParameters, newParameters, group } = change
  const now = flatOn('after', call, group, file, trees)
  const after = bindArguments(now.arguments, newParameters)
  // whether a value is the object or one of those in it, its text does not say
  if (now.isOpaque) return after === null || missesBeside(now, newParameters, group) ? 'breaks' : 'differs'
  if (after === null || missingParameters(after.values(), newParameters).length > 0) return 'breaks'
  const old = flatOn('before', call, group, file, trees)
  if (old.value !== null) return old.isOpaque ? 'differs' : 'breaks'
  const before = bindArguments(old.arguments, oldParameters)
  const has = (list: readonly Parameter[], name: string): boolean => list.some((parameter) => parameter.name === name)
  const differs = call.arguments.some((argument) => {
    const [from, to] = [before?.get(argument)?.name ?? '', after.get(argument)?.name ?? '']
    return from !== to && (has(newParameters, from) || has(oldParameters, to))
  })
  return differs ? 'differs' : 'none'
}

/** Whether a call hands over what one of the base handed over; a new name of the callable alone does not make it another one. */
export function isHandedOverAsBefore(
  site: CallSite,
  file: SourceFile,
  earlier: readonly CallSite[],
  base: SourceFile | null,
  { group }: ContractChange,
): boolean {
  if (group === undefined) return earlier.some(({ text }) => text === site.text)
  const given = ({ call: { inside } }: CallSite, { text }: SourceFile): string => text.slice(inside.start, inside.end).replace(/\s+/g, '')
  return base !== null && earlier.some((one) => given(one, base) === given(site, file))
}

function flatOn(
  side: ParameterGroup['side'],
  call: CallSite['call'],
  group: ParameterGroup | undefined,
  file: SourceFile,
  trees: Trees,
): FlatCall {
  const own = group?.side === side ? group : undefined
  return flatCall(call, own, makesGroup(own, file, side === 'after' ? trees.after : trees.before))
}

/** Whether a required parameter outside of the group is left out. */
function missesBeside({ arguments: given }: FlatCall, parameters: readonly Parameter[], group: ParameterGroup | undefined): boolean {
  const beside = parameters.filter(({ name }) => !name.startsWith(`${group?.holder.name}.`))
  return missingParameters(bindArguments(given, beside)?.values() ?? [], beside).length > 0
}
