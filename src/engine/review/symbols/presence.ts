import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import { importedName, resolveExport } from '../../changes/resolve/resolve-export.ts'
import { findMember, type ResolvedValue, resolveExpression, resolveMember } from '../../changes/resolve/resolve-expression.ts'
import { resolvePath } from '../../changes/uses/string-sites.ts'
import { isConstructorName } from '../../languages/index.ts'
import type { Declaration, ExpressionOf, Import } from '../../languages/language.ts'
import { folderOf, joinPath } from '../../languages/paths.ts'
import { isBuiltIn } from './built-in-names.ts'
import type { Introduced } from './introduced.ts'

/** Whether the head has it. `unread`: it is of something whose text nobody read; `unknown`: texts alone do not say. */
export type Presence =
  | { readonly kind: 'there' }
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'unread'; readonly what: string }
  | { readonly kind: 'unknown' }

const THERE: Presence = { kind: 'there' }
const UNKNOWN: Presence = { kind: 'unknown' }
const missing = (reason: string): Presence => ({ kind: 'missing', reason })
const unread = (what: string): Presence => ({ kind: 'unread', what })

/** Every object of the language has these, or what calls itself so. */
const OF_ANY_OBJECT = /^(?:__\w+__|constructor|prototype|toString|valueOf|hasOwnProperty|name|length|call|apply|bind|mock\w*|return_value)$/
/** How a module brings names that no statement of it binds. */
const OF_ITS_OWN_MAKING = /\bglobals\(\)|\bmodule\.exports\b|\bexports\[/
/** Decorators that leave the parameters as they are. */
const PLAIN_DECORATOR = /^(?:@?)(?:staticmethod|classmethod|property|(?:\w+\.)?(?:dataclass|override|final|abstractmethod|overload))\b/

/** Looks one up in the head, as a file of it sees it. */
export function presence(one: Introduced, file: SourceFile, project: Project): Presence {
  switch (one.kind) {
    case 'import':
      return ofImport(one.entry, file, project)
    case 'name':
      return ofName(one.name, file)
    case 'member':
      return ofMember(resolveExpression(project, file, one.object), one.name, file, project)
    case 'keyword':
      return ofKeyword(one.call, one.name, file, project)
    case 'path':
      return ofPath(one.path, file, project)
  }
}

function ofImport({ specifier, imported }: Import, file: SourceFile, project: Project): Presence {
  const target = project.module(specifier, file)
  if (target.kind === 'file') {
    if (imported === null || imported === '*' || imported === 'default') return THERE
    const found = importedName(project, file, specifier, imported)
    if (found !== null) return found.kind === 'hidden' ? unread(specifier) : THERE
    return isOpenModule(project, target.path) ? UNKNOWN : missing(`${target.path} exports no ${imported}`)
  }
  const inside = imported === null ? null : importedName(project, file, specifier, imported)
  if (inside?.kind === 'module' || inside?.kind === 'symbol') return THERE
  return isNowhere(specifier, file, project) ? missing(`there is no module ${specifier}`) : unread(specifier)
}

/** A path that no file of the head begins with. */
function isNowhere(specifier: string, { path }: SourceFile, { paths }: Project): boolean {
  if (!/^\.\.?\//.test(specifier)) return false
  const stem = (joinPath(folderOf(path), specifier) ?? specifier).replace(/\.[cm]?[jt]sx?$/, '')
  return ![...paths].some((one) => one.startsWith(stem))
}

function ofName({ name }: ExpressionOf<'name'>, { bindings, language }: SourceFile): Presence {
  if (bindings().stars.length > 0) return UNKNOWN
  const known = isBuiltIn(language.name, name)
  return known === null ? UNKNOWN : known ? THERE : missing(`${name} is bound nowhere in the file`)
}

function ofMember(holder: ResolvedValue, name: string, file: SourceFile, project: Project): Presence {
  if (holder.kind === 'external' || holder.kind === 'unknown' || OF_ANY_OBJECT.test(name)) return UNKNOWN
  if (holder.kind === 'module') {
    const found = resolveExport(project, holder.file, name)
    if (found !== null) return found.kind === 'hidden' ? unread(holder.file) : THERE
    return isOpenModule(project, holder.file) ? UNKNOWN : missing(`${holder.file} exports no ${name}`)
  }
  if (resolveMember(project, holder, name).kind !== 'unknown') return THERE
  const isGiven = new RegExp(`\\.${name.replace(/\$/g, '\\$')}\\s*=[^=]`).test(file.text)
  return isGiven || !isClosed(project, holder) ? UNKNOWN : missing(`${holder.name} has no ${name}`)
}

function ofKeyword(call: ExpressionOf<'call'>, name: string, file: SourceFile, project: Project): Presence {
  const callee = resolveExpression(project, file, call.callee)
  if (callee.kind !== 'symbol') return UNKNOWN
  const all = callables(project, callee)
  if (all.length === 0 || all.some(({ decorators }) => decorators.some((one) => !PLAIN_DECORATOR.test(one)))) return UNKNOWN
  const takes = ({ parameters }: Declaration): boolean =>
    parameters.some(({ kind, name: own }) => kind === 'keyword_rest' || (own === name && kind !== 'positional_only'))
  return all.some(takes) ? THERE : missing(`${callee.name} has no parameter ${name}`)
}

/** What a call of a symbol runs: a function, or the constructor of a class. */
function callables(project: Project, symbol: { readonly file: string; readonly name: string }): readonly Declaration[] {
  const declared = project.file(symbol.file)?.declared().get(symbol.name) ?? []
  if (!declared.some(({ kind }) => kind === 'class')) return declared.filter(({ kind }) => kind === 'function' || kind === 'method')
  const own = project.file(symbol.file)?.declarations() ?? []
  const name = own.find((one) => one.container === symbol.name && isConstructorName(one.name))?.name
  const found = name === undefined ? null : findMember(project, symbol, name)
  return found === null ? [] : (project.file(found.file)?.declared().get(found.name) ?? [])
}

function ofPath(path: string, file: SourceFile, project: Project): Presence {
  const found = resolvePath(project, file, path)
  const last = found.at(-1) ?? null
  if (last !== null) return last.kind === 'unknown' ? UNKNOWN : last.kind === 'external' ? unread(path) : THERE
  const holder = found.at(-2) ?? null
  if (holder === null) return found.every((part) => part === null) ? unread(path) : UNKNOWN
  return ofMember(holder, path.split('.').at(-1) ?? '', file, project)
}

/** Whether a module may have names that its text does not show. */
function isOpenModule(project: Project, path: string): boolean {
  const file = project.file(path)
  // declarations of a package may stand in a namespace, or be merged from several files
  if (file === null || /\.d\.[cm]?ts$/.test(path)) return true
  const { exports, stars, module } = file.bindings()
  const whole = [...exports.values()].some((entry) => entry.kind === 'local' && entry.isWhole === true)
  return stars.length > 0 || whole || module.has('__getattr__') || OF_ITS_OWN_MAKING.test(file.text)
}

/** Whether all that a class has can be read: itself, and every class that it descends from. */
function isClosed(project: Project, { file: path, name }: { readonly file: string; readonly name: string }, steps = 0): boolean {
  const file = project.file(path)
  const declared = file?.declared().get(name)
  if (file === null || steps > 8 || declared?.length !== 1 || declared[0]?.kind !== 'class') return false
  if (declared[0].decorators.some((one) => !PLAIN_DECORATOR.test(one))) return false
  if (['__getattr__', '__getattribute__'].some((one) => file.declared().has(`${name}.${one}`))) return false
  const written = declared[0].bases.length
  const bases = file.bindings().bases.get(name) ?? []
  if (bases.length !== written) return false
  return bases.every((base) => {
    const target = resolveExpression(project, file, base)
    return target.kind === 'symbol' && isClosed(project, target, steps + 1)
  })
}
