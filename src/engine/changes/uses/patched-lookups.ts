import type { ContractChange } from '../../../model/contract-change.ts'
import type { Declaration, ExpressionOf, Import, Range } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { isModuleMove } from '../compare/module-moves.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { importedModule, importedName } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { quotedPaths } from './string-sites.ts'
import type { Trees } from './use-site.ts'

/**
 * A patched path whose module no longer imports the name, and the path under which the product looks it up now. `changes` are the declared
 * moves that took every function which looks it up to one place; none where those functions stayed and reach it in another way.
 */
export type MovedLookup = {
  readonly string: ExpressionOf<'string'>
  readonly module: string
  readonly name: string
  readonly after: string
  readonly changes: readonly ContractChange[]
}

/**
 * A test double replaces a name where it is looked up, not where it is defined. Where each function that looked it up there is now, and how
 * it reaches the same thing, is read from both trees; nothing is said where one of them is gone, or where they went to several places.
 */
export function movedLookups(file: SourceFile, trees: Trees, changes: readonly ContractChange[]): readonly MovedLookup[] {
  return quotedPaths(file).flatMap((string) => movedLookup(file, string, trees, changes) ?? [])
}

function movedLookup(
  file: SourceFile,
  string: ExpressionOf<'string'>,
  trees: Trees,
  changes: readonly ContractChange[],
): MovedLookup | null {
  const parts = string.value.split('.')
  const path = (count: number): string => parts.slice(0, count).join('.')
  const depth = parts.findLastIndex((_, index) => index > 0 && trees.before.resolve(path(index), file) !== null)
  const [name, module] = [parts[depth], depth < 1 ? null : trees.before.resolve(path(depth), file)]
  const [before, after] = [module === null ? null : trees.before.file(module), module === null ? null : trees.after.file(module)]
  const bound = name === undefined ? undefined : before?.bindings().module.get(name)
  if (name === undefined || before === null || after === null || bound?.kind !== 'import') return null
  if (after.bindings().module.has(name) || trees.after.resolve(path(depth + 1), file) !== null) return null
  const patched = { before, after, entry: bound.import }
  const rest = parts.slice(depth + 1)
  // what was read from an imported module may be imported by itself now
  const found = newLookup(patched, null, trees, changes) ?? (rest[0] === undefined ? null : newLookup(patched, rest[0], trees, changes))
  const prefix = found === null || found.file === null ? '' : specifierLike(path(depth), file, found.file, trees)
  if (found === null || prefix === null) return null
  const moved = [...(prefix === '' ? [] : [prefix]), found.path, ...rest.slice(found.member === null ? 0 : 1)].join('.')
  return { string, module: before.path, name, after: moved, changes: found.changes }
}

/** The module of a file, named in the manner of an old name; `null` where that name would mean something else. */
function specifierLike(old: string, from: SourceFile, target: string, { before, after }: Trees): string | null {
  const resolveBefore = (specifier: string): string | null => before.resolve(specifier, from)
  const request = { oldSpecifier: old, fromPath: from.path, target, resolveBefore, moduleOf: after.moduleOf }
  const written = from.language.importLines.specifierOf(request)
  return written !== null && after.resolve(written, from) === target ? written : null
}

type Patched = { readonly before: SourceFile; readonly after: SourceFile; readonly entry: Import }
/** `file` is `null` for a thing outside of the repository that a function imports for itself. */
type Place = Lookup & { readonly changes: readonly ContractChange[] }
type Lookup = { readonly file: string | null; readonly path: string }

const EXTERNAL = 'external '

/** Where all functions that used an import reach the same thing now. */
function newLookup(
  { before, after, entry }: Patched,
  member: string | null,
  trees: Trees,
  changes: readonly ContractChange[],
): (Place & { readonly member: string | null }) | null {
  const whole = importKey(trees.before, before, entry)
  const old = whole === null || member === null ? whole : `${whole}${whole.startsWith(EXTERNAL) ? '.' : '#'}${member}`
  const heir = old === null ? null : heirOf(old, changes)
  const uses = before.bindings().names.filter(({ binding }) => binding?.kind === 'import' && binding.import === entry)
  const homes = distinct(uses.map((use) => homeOf(functionAround(before, use), before, changes)))
  if (heir === null || homes.length === 0 || homes.includes(null)) return null
  const places = homes.flatMap((home) => {
    const file = home === null ? null : home.file === after.path ? after : trees.after.file(home.file)
    const declaration = home === null ? undefined : file?.declared().get(home.name)?.[0]
    if (home === null || file === null || declaration === undefined) return [null]
    return lookupsIn(file, declaration, heir.key, trees.after).map((lookup) => ({ ...lookup, changes: home.changes }))
  })
  const [first, ...others] =
    places.length > 0 ? places : homes.flatMap((home) => (home === null ? [] : throughCallees(home, heir.key, trees)))
  const isOne = others.every((other) => other?.file === first?.file && other?.path === first?.path)
  if (first === undefined || first === null || !isOne) return null
  const moves = distinct(places.flatMap((place) => place?.changes ?? []))
  return { ...first, member, changes: moves.length === 0 ? [] : distinct([...moves, ...heir.changes]) }
}

/** Where functions that this one calls by now look the thing up: its code may have become theirs. */
function throughCallees(home: Home, wanted: string, { before, after }: Trees): readonly Place[] {
  const file = after.file(home.file)
  const within = file?.declared().get(home.name)?.[0]
  const known = new Set(
    before
      .file(home.file)
      ?.bindings()
      .names.map(({ name }) => name),
  )
  if (file === null || within === undefined) return []
  const { names, memberAccesses } = file.bindings()
  const called = [...names, ...memberAccesses].filter(
    ({ name, start, end }) => within.start <= start && end <= within.end && !known.has(name),
  )
  return called.flatMap((expression) => {
    const found = resolveExpression(after, file, expression)
    const callee = found.kind === 'symbol' ? after.file(found.file) : null
    const declaration = found.kind === 'symbol' ? callee?.declared().get(found.name)?.[0] : undefined
    if (callee === null || declaration === undefined) return []
    return lookupsIn(callee, declaration, wanted, after).map((lookup) => ({ ...lookup, changes: [] }))
  })
}

/** The key of the same thing at the head, where a declared change renamed or moved it. */
function heirOf(key: string, changes: readonly ContractChange[]): { readonly key: string; readonly changes: readonly ContractChange[] } {
  const [file, name] = key.split('#')
  const change = changes.find(({ kind, oldFile, symbol, newSymbol }) => {
    const isOwn = symbol === name || (kind === 'moved' && newSymbol === null)
    return oldFile === file && isOwn && (kind === 'moved' || kind === 'renamed')
  })
  if (change === undefined) return { key, changes: [] }
  const own = isModuleMove(change) ? name : (change.newSymbol ?? name)
  return { key: own === undefined ? change.file : `${change.file}#${own}`, changes: [change] }
}

type Home = { readonly file: string; readonly name: string; readonly changes: readonly ContractChange[] }

/** Where a function is at the head: where a declared move took it or its class, or where it was. */
function homeOf(user: Declaration | undefined, { path }: SourceFile, changes: readonly ContractChange[]): Home | null {
  if (user === undefined) return null
  const { qualifiedName } = user
  const change = changes.find((one) => {
    const isOwn = one.symbol === qualifiedName || qualifiedName.startsWith(`${one.symbol}.`)
    return isOwn && one.oldFile === path && (one.kind === 'renamed' || (one.kind === 'moved' && !isModuleMove(one)))
  })
  if (change === undefined) return { file: path, name: qualifiedName, changes: [] }
  const holder = change.symbol.split('.').slice(0, -1)
  const name = [...holder, change.newSymbol ?? change.symbol.split('.').at(-1)].join('.') + qualifiedName.slice(change.symbol.length)
  return { file: change.file, name, changes: [change] }
}

/** The innermost function that is declared around a place. */
function functionAround(file: SourceFile, { start, end }: Range): Declaration | undefined {
  return file.declarations().findLast((one) => one.body !== null && one.kind !== 'class' && one.start <= start && end <= one.end)
}

/** How a function reaches a thing: through what its module imports, or by an import of its own. */
function lookupsIn(file: SourceFile, within: Range, wanted: string, project: Project): readonly Lookup[] {
  const isWithin = ({ start, end }: Range): boolean => within.start <= start && end <= within.end
  const { names, memberAccesses, module } = file.bindings()
  const own = names.filter(isWithin).flatMap(({ name, binding }) => {
    const entry = binding?.kind === 'import' && !binding.import.bindsRoot ? binding.import : null
    if (entry === null || importKey(project, file, entry) !== wanted) return []
    return module.get(name) === binding ? [{ file: file.path, path: name }] : atHome(wanted)
  })
  const members = memberAccesses.filter(isWithin).flatMap((expression) => {
    const path = textOf(file.tree, { start: expression.start, end: expression.nameRange.end })
    if (!/^[\w.]+$/.test(path) || memberKey(project, file, expression) !== wanted) return []
    return module.has(path.split('.')[0] ?? '') ? [{ file: file.path, path }] : atHome(wanted)
  })
  return [...new Map([...own, ...members].map((lookup) => [JSON.stringify(lookup), lookup])).values()]
}

/** Where a thing is that a function imports when it runs. */
function atHome(key: string): readonly Lookup[] {
  if (key.startsWith(EXTERNAL)) return [{ file: null, path: key.slice(EXTERNAL.length) }]
  const [file = '', name] = key.split('#')
  return name === undefined ? [] : [{ file, path: name }]
}

/** What an import brings, the same for every way to import it: a declaration of the repository, or a path outside of it. */
function importKey(project: Project, file: SourceFile, { specifier, imported }: Import): string | null {
  const found = imported === null ? importedModule(project, file, specifier) : importedName(project, file, specifier, imported)
  if (found?.kind === 'external') return `${EXTERNAL}${imported === null ? specifier : `${specifier}.${imported}`}`
  return found?.kind === 'symbol' ? `${found.file}#${found.name}` : found?.kind === 'module' ? found.file : null
}

function memberKey(project: Project, file: SourceFile, expression: ExpressionOf<'member'>): string | null {
  const found = resolveExpression(project, file, expression)
  if (found.kind === 'symbol') return `${found.file}#${found.name}`
  if (found.kind === 'module') return found.file
  const { object } = expression
  if (found.kind !== 'external' || object.kind !== 'name' || object.binding?.kind !== 'import') return null
  const holder = importKey(project, file, object.binding.import)
  return holder?.startsWith(EXTERNAL) === true ? `${holder}.${expression.name}` : null
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
