import type { ContractChangeKind, Parameter, ParameterGroup } from '../../../model/contract-change.ts'
import type { BodyToken } from '../pairing/body-tokens.ts'
import type { DeclarationIndex, LocatedDeclaration } from '../pairing/declaration-index.ts'
import { areMembersReplaced } from '../pairing/pair-declarations.ts'
import { areUsedAlike, contextsOf } from '../pairing/use-contexts.ts'

/** One change of a parameter list; `before` and `after` are names, or whole lists for order and kind. */
export type ParameterChange = {
  readonly kind: ContractChangeKind
  readonly before: string
  readonly after: string
  /** Where parameters are grouped: the group, and both lists with its fields in their place. */
  readonly grouped?: { readonly group: ParameterGroup; readonly old: readonly Parameter[]; readonly fresh: readonly Parameter[] }
}

/** The callable whose parameters are compared; `region` is where they are used: its body, or the class of a constructor. */
export type Callable = { readonly placed: LocatedDeclaration; readonly region: readonly BodyToken[]; readonly isConstructor: boolean }

/**
 * Compares two parameter lists. One parameter is another's successor only when both are used alike in the two bodies,
 * have the same default and no rival. `proven` are renames that other callables of the commit have shown (`old=new`):
 * with them, passing a value on by its own name (`g(old=old)`) counts as the same use.
 */
export function parameterChanges(
  before: Callable,
  after: Callable,
  base: DeclarationIndex,
  head: DeclarationIndex,
  proven: ReadonlySet<string>,
): readonly ParameterChange[] {
  const [oldList, newList] = [before.placed.declaration.parameters, after.placed.declaration.parameters]
  const names = (list: readonly Parameter[]): ReadonlySet<string> => new Set(list.map((parameter) => parameter.name))
  const gone = oldList.filter((parameter) => isNamed(parameter) && !names(newList).has(parameter.name))
  const fresh = newList.filter((parameter) => isNamed(parameter) && !names(oldList).has(parameter.name))
  const isSuccessor = (one: Parameter, other: Parameter): boolean => {
    const isProven = proven.has(`${one.name}=${other.name}`)
    const contexts = (callable: Callable, name: string, blurred: readonly Parameter[]) =>
      contextsOf(callable.region, name, (token) => isUse(token, callable.isConstructor, isProven), names(blurred))
    return (
      one.default === other.default &&
      (one.type === other.type || one.type === null || other.type === null) &&
      areUsedAlike(contexts(before, one.name, gone), contexts(after, other.name, fresh)) &&
      (!before.isConstructor || isMemberCarried(one.name, other.name, base, head))
    )
  }
  const renames = gone.flatMap((one) => {
    const candidates = fresh.filter((other) => isSuccessor(one, other))
    const [candidate] = candidates
    const isSole =
      candidate !== undefined && candidates.length === 1 && gone.every((rival) => rival === one || !isSuccessor(rival, candidate))
    return isSole ? [[one.name, candidate.name] as const] : []
  })
  return changesOfLists(oldList, newList, new Map(renames))
}

function isNamed(parameter: Parameter): boolean {
  return parameter.kind !== 'rest' && parameter.kind !== 'keyword_rest'
}

function isUse(token: BodyToken, isConstructor: boolean, isProven: boolean): boolean {
  return (!token.isMember || isConstructor) && (!token.isKeyword || isProven)
}

/** A constructor's parameter usually lives on as a member, whose readers in other files must agree as well. */
function isMemberCarried(before: string, after: string, base: DeclarationIndex, head: DeclarationIndex): boolean {
  const isRead = base.memberContexts(before).size > head.memberContexts(before).size
  return !isRead || areMembersReplaced(before, after, base, head)
}

/** What became of each parameter of a list; `renames` pair names that differ. */
export function changesOfLists(
  oldList: readonly Parameter[],
  newList: readonly Parameter[],
  renames: ReadonlyMap<string, string>,
): readonly ParameterChange[] {
  const changes: ParameterChange[] = []
  const successor = (parameter: Parameter): Parameter | undefined =>
    newList.find((other) => other.name === (renames.get(parameter.name) ?? parameter.name) && isNamed(other))
  const kept = oldList.filter((parameter) => isNamed(parameter) && successor(parameter) !== undefined)
  const takesAny = newList.some((parameter) => parameter.kind === 'keyword_rest')
  for (const parameter of oldList) {
    if (isNamed(parameter) && successor(parameter) === undefined && !takesAny)
      changes.push({ kind: 'parameter_removed', before: parameter.name, after: '' })
  }
  const reached = new Set(kept.map((parameter) => successor(parameter)?.name))
  for (const parameter of newList) {
    if (isNamed(parameter) && !reached.has(parameter.name)) changes.push({ kind: 'parameter_added', before: '', after: parameter.name })
  }
  if (isReordered(kept, newList, successor)) changes.push({ kind: 'parameters_reordered', before: listOf(oldList), after: listOf(newList) })
  const isNarrowed = kept.some(
    (parameter) =>
      parameter.kind === 'positional' && (successor(parameter)?.kind !== 'positional' || isAskedFor(parameter, successor(parameter))),
  )
  if (isNarrowed) changes.push({ kind: 'parameter_kind_changed', before: listOf(oldList), after: listOf(newList) })
  const renamed = [...renames].map(([before, after]) => ({ kind: 'parameter_renamed' as const, before, after }))
  // a name that no caller can use matters only for pairing the others
  const isKeyword = (name: string): boolean => oldList.some((parameter) => parameter.name === name && parameter.kind !== 'positional_only')
  return changes.length > 0 || renamed.some(({ before }) => isKeyword(before)) ? [...renamed, ...changes] : []
}

/** It has no default any more: a call that leaves it out is an error. */
function isAskedFor({ default: value }: Parameter, now: Parameter | undefined): boolean {
  return value !== null && now?.default === null
}

function isReordered(
  kept: readonly Parameter[],
  newList: readonly Parameter[],
  successor: (parameter: Parameter) => Parameter | undefined,
): boolean {
  const places = kept
    .filter((parameter) => /^positional/.test(parameter.kind))
    .map((parameter) => newList.findIndex((other) => other === successor(parameter) && /^positional/.test(other.kind)))
    .filter((place) => place >= 0)
  return places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))
}

/** A parameter list as its language would write it, without types. */
export function listOf(parameters: readonly Parameter[]): string {
  const parts: string[] = []
  for (const [index, parameter] of parameters.entries()) {
    const previous = parameters[index - 1]
    if (previous?.kind === 'positional_only' && parameter.kind !== 'positional_only') parts.push('/')
    const opensKeywords = parameter.kind === 'keyword_only' && previous?.kind !== 'keyword_only' && previous?.kind !== 'rest'
    if (opensKeywords) parts.push('*')
    const star = parameter.kind === 'rest' ? '*' : parameter.kind === 'keyword_rest' ? '**' : ''
    parts.push(`${star}${parameter.name}${parameter.default === null ? '' : `=${parameter.default}`}`)
  }
  return parts.join(', ')
}
