import type { Parameter, ParameterGroup } from '../../../../model/contract-change.ts'
import type { Declaration } from '../../../languages/language.ts'
import { wholeWord } from '../../../languages/whole-word.ts'
import type { BodyToken } from '../../pairing/body-tokens.ts'
import type { Counts } from '../../pairing/similarity.ts'
import { optionKeys } from '../../resolve/option-keys.ts'
import type { Project } from '../../resolve/project.ts'
import type { SymbolRef } from '../../resolve/resolve-export.ts'
import { resolveExpression } from '../../resolve/resolve-expression.ts'
import { resolveType } from '../../resolve/resolve-type.ts'
import type { Callable } from '../parameter-changes.ts'

/** A parameter that takes several values at once, and what is in it. */
export type Holder = Pick<ParameterGroup, 'holder' | 'place' | 'type'> & {
  readonly fields: readonly Parameter[]
  /** How the body uses a field, where the language says so; `null` where the tokens have to. */
  uses(field: string, blurred: ReadonlySet<string>): Counts | null
  /** The body with `holder.field` read as `field`. */
  readonly region: readonly BodyToken[]
}

/** Classes that other callables of the commit take under a parameter's name. */
export type KnownHolders = ReadonlyMap<string, SymbolRef>

/** What the parameters at these places take: the keys that are read of an object, the fields of a class. */
export function holdersIn(callable: Callable, project: Project, places: readonly number[], known: KnownHolders): readonly Holder[] {
  const { file, declaration } = callable.placed
  return places.flatMap((place): readonly Holder[] => {
    const holder = declaration.parameters[place]
    if (holder === undefined || /rest$/.test(holder.kind)) return []
    const found =
      file.language.calling.namesArgumentsBy === 'objectKeys'
        ? objectKeysOf(callable, project, place, holder)
        : fieldsOfClass(callable, project, place, holder, known)
    return found === null ? [] : [found]
  })
}

function objectKeysOf(
  { placed: { file, declaration }, region }: Callable,
  project: Project,
  place: number,
  holder: Parameter,
): Holder | null {
  const keys = optionKeys(file, declaration).filter((key) => key.place === place)
  const type = resolveType(project, file, holder.type)
  const declared = type === null ? undefined : project.file(type.file)?.declared().get(type.name)?.[0]
  if (keys.length === 0 || declared?.kind === 'class') return null
  const says =
    declared === undefined ? (holder.type ?? '') : (project.file(type?.file ?? '')?.text.slice(declared.start, declared.end) ?? '')
  const fields = keys.map((key): Parameter => {
    const isOptional = new RegExp(`${wholeWord(key.name).source}\\?\\s*:`).test(says)
    return { name: key.name, kind: 'keyword_only', default: key.default ?? (isOptional ? 'undefined' : null), type: null }
  })
  const local = new Map(keys.map((key) => [key.name, key.local]))
  return {
    holder,
    place,
    type: null,
    fields,
    uses: (name, blurred) => keys.find((key) => key.name === name)?.uses(new Set([...blurred].map((one) => local.get(one) ?? one))) ?? null,
    region,
  }
}

function fieldsOfClass(callable: Callable, project: Project, place: number, holder: Parameter, known: KnownHolders): Holder | null {
  const { file } = callable.placed
  const type = classOf(callable, project, holder) ?? known.get(holder.name) ?? null
  const parameters = type === null ? [] : constructorParameters(project, type)
  const region = withoutHolder(callable.region, holder.name)
  const read = fieldsRead(callable.region, holder.name)
  const names = new Set(parameters.map(({ name }) => name))
  // a class that lacks what is read of it is another one
  if (type === null || parameters.length === 0 || [...read].some((name) => !names.has(name) && !hasMember(project, type, name))) return null
  const fields = parameters.filter(({ kind }) => !/rest$/.test(kind)).map((one): Parameter => ({ ...one, kind: 'keyword_only' }))
  return file.language.calling.keywordArgument('a', 'b') === null ? null : { holder, place, type, fields, uses: () => null, region }
}

/** The class that a parameter's type or default names. */
function classOf({ placed: { file } }: Callable, project: Project, holder: Parameter): SymbolRef | null {
  const type = holder.type?.replace(/\s*\|\s*None$|^None\s*\|\s*|^Optional\[(.*)\]$/, '$1').replace(/^['"](.*)['"]$/, '$1') ?? null
  const made = /^([\w.]+)\(/.exec(holder.default ?? '')?.[1] ?? null
  for (const name of [type, made]) {
    const found = resolveType(project, file, name)
    if (found !== null && isClass(project, found)) return found
  }
  const binding = file.bindings().module.get(holder.default ?? '') ?? null
  if (binding === null) return null
  const name = { kind: 'name' as const, name: holder.default ?? '', binding, isShorthand: false, start: 0, end: 0 }
  // a constant of the module is an object of the class that made it
  const value = binding.kind === 'variable' && binding.values.length === 1 ? binding.values[0] : name
  const instance = value === undefined ? null : resolveExpression(project, file, value)
  return instance?.kind === 'instance' ? { kind: 'symbol', file: instance.file, name: instance.name } : null
}

function isClass(project: Project, { file, name }: SymbolRef): boolean {
  return project.file(file)?.declared().get(name)?.[0]?.kind === 'class'
}

function constructorParameters(project: Project, { file: path, name }: SymbolRef): readonly Parameter[] {
  const file = project.file(path)
  const own = file?.language.calling.constructorNames.flatMap((one) => file.declared().get(`${name}.${one}`) ?? []) ?? []
  const owner: Declaration | undefined = own[0] ?? file?.declared().get(name)?.[0]
  return owner?.parameters ?? []
}

function hasMember(project: Project, { file, name }: SymbolRef, member: string): boolean {
  return project.file(file)?.declared().has(`${name}.${member}`) === true
}

function fieldsRead(tokens: readonly BodyToken[], holder: string): ReadonlySet<string> {
  return new Set(tokens.flatMap((token, index) => (isHolder(tokens, index, holder) ? [tokens[index + 2]?.text ?? token.text] : [])))
}

function isHolder(tokens: readonly BodyToken[], index: number, holder: string): boolean {
  const [token, next] = [tokens[index], tokens[index + 2]]
  return token?.text === holder && token.isName && !token.isKeyword && tokens[index + 1]?.text === '.' && next?.isMember === true
}

function withoutHolder(tokens: readonly BodyToken[], holder: string): readonly BodyToken[] {
  const left: BodyToken[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    const [token, field] = [tokens[index], tokens[index + 2]]
    if (token === undefined) continue
    if (field !== undefined && isHolder(tokens, index, holder)) {
      left.push({ ...field, isMember: token.isMember })
      index += 2
    } else left.push(token)
  }
  return left
}
