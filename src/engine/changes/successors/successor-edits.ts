import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import { type Reason, reason } from '../../../model/reason.ts'
import type { Argument, ExpressionOf, Import, Range } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import { importedName, type SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression, resolveMember } from '../resolve/resolve-expression.ts'
import { bindArguments } from '../uses/bind-arguments.ts'
import type { TextEdit } from '../uses/list-deletions.ts'
import { asPossible, changedSymbol, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import { type Forwarding, forwardingOf, type PassedOn } from './forwarding.ts'
import { onlyThrows } from './refusals.ts'

/** What brings a file from an old name to its successor, or why it is not brought there. */
export type SuccessorEdits =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'impossible'; readonly reason: Reason }

/** Whether a change says what takes the place of an old name. */
export function isSuccession({ kind }: Pick<ContractChange, 'kind'>): boolean {
  return kind === 'succeeded' || kind === 'likely_succeeded'
}

const NONE: SuccessorEdits = { kind: 'edits', edits: [] }
/** A test of the notice itself is about the old name, and goes with it. */
const OF_NOTICE =
  /\b(?:pytest\.)?(?:warns|deprecated_call)\s*\(|\bassert(?:Warns|Deprecat)\w*\(|DeprecationWarning|FutureWarning|\.(?:warn|emitWarning)\b[^\n]*\.?toHaveBeenCalled|spyOn\(\s*(?:console|process)\s*,\s*['"](?:warn|emitWarning)/

/** The edits that bring every use of an old name in a test file to its successor, each call with what the old one passed on. */
export function successorEdits(change: ContractChange, file: SourceFile, trees: Trees): SuccessorEdits {
  const target = changedSymbol(change, trees.before)
  const name = change.newSymbol
  if (target === null || name === null || !file.text.includes(lastPart(target.name))) return NONE
  const imports = file.imports().filter((entry) => isImportOf(entry, file, trees, target))
  const uses = usesOf(file, trees, target, imports)
  if (imports.length === 0 && uses.length === 0) return NONE
  const { path } = file
  const impossible = (why: Reason): SuccessorEdits => ({ kind: 'impossible', reason: why })
  const around = file.language.tests.rangesIn(file).filter((range) => uses.some((use) => range.start <= use.start && use.end <= range.end))
  if (!uses.every((use) => use.access === null || isMember(use.access, name, file, trees)))
    return impossible(reason('new-name-not-usable', { file: path }))
  const texts = around.map(({ start, end }) => file.text.slice(start, end))
  if (texts.some((text) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text)))
    return impossible(reason('compares-with-successor', { file: path }))
  if (texts.some((text) => OF_NOTICE.test(text))) return impossible(reason('tests-the-notice', { file: path }))
  if (imports.length > 0 && (file.bindings().boundNames.has(name) || !imports.every((entry) => isImportable(entry, name, file, trees))))
    return impossible(reason('new-name-not-usable', { file: path }))
  const forwarding = forwardingFor(change, trees, target)
  const edits: TextEdit[] = imports.flatMap(({ importedRange }) =>
    importedRange === null ? [] : [{ ...importedRange, replacement: name }],
  )
  for (const use of uses) {
    edits.push({ start: use.start, end: use.end, replacement: name })
    const given = forwarding?.passed == null ? [] : adapted(file, use.call, forwarding.passed, change)
    if (given === null) return impossible(reason('call-not-adapted', { file: path }))
    edits.push(...given)
  }
  return { kind: 'edits', edits }
}

/** As the head has the old name, where it still has it and only forwards; else as the base had it. */
function forwardingFor({ file }: ContractChange, { before, after }: Trees, target: SymbolRef): Forwarding | null {
  const [now, was] = [after.file(file), before.file(target.file)]
  const [kept, old] = [now?.declared().get(target.name)?.[0], was?.declared().get(target.name)?.[0]]
  const found = now && kept ? forwardingOf(now, kept) : null
  return found ?? (was && old ? forwardingOf(was, old) : null)
}

function isImportOf({ imported, specifier }: Import, file: SourceFile, { before }: Trees, target: SymbolRef): boolean {
  const found = imported === null || imported === '*' ? null : importedName(before, file, specifier, imported)
  return found?.kind === 'symbol' && found.file === target.file && found.name === target.name
}

function isImportable({ specifier, importedRange, local, imported }: Import, name: string, file: SourceFile, { after }: Trees): boolean {
  return importedRange !== null && local === imported && importedName(after, file, specifier, name)?.kind === 'symbol'
}

/** Calls of the old name in a test file. */
export function callsOfOldName(change: ContractChange, file: SourceFile, trees: Trees): readonly ExpressionOf<'call'>[] {
  const target = changedSymbol(change, trees.before)
  if (target === null || trees.product.includes(file.path)) return []
  const imports = file.imports().filter((entry) => isImportOf(entry, file, trees, target))
  return usesOf(file, trees, target, imports).flatMap(({ call }) => call ?? [])
}

/**
 * Calls in a file of the head's product of an old name that is still there: one that refuses to work breaks them, one that only warns may.
 * `null` where the old name is gone: then whoever says it is left behind.
 */
export function callsOfOld(change: ContractChange, file: SourceFile, trees: Trees): readonly UnresolvedUse[] | null {
  const target = changedSymbol(change, trees.before)
  const kept = target === null ? undefined : trees.after.file(change.file)?.declared().get(target.name)?.[0]
  const holder = trees.after.file(change.file)
  if (target === null || kept === undefined || holder === null) return null
  const imports = file.imports().filter((entry) => isImportOf(entry, file, trees, target))
  const own =
    file.path === change.file
      ? file.bindings().names.filter((name) => name.binding?.kind === 'declaration' && name.binding.qualifiedName === target.name)
      : []
  const calls = new Set(file.bindings().calls.map(({ callee }) => callee.start))
  const uses = [...usesOf(file, trees, target, imports).filter(({ call }) => call !== null), ...own.filter(({ start }) => calls.has(start))]
  const found = uses.map((use) => unresolvedAt(file, use))
  return onlyThrows({ file: holder, declaration: kept }) ? found : found.map(asPossible)
}

type Use = Range & { readonly call: ExpressionOf<'call'> | null; readonly access: ExpressionOf<'member'> | null }

/** Whether what a member is read from has the successor at the head. */
function isMember({ object }: ExpressionOf<'member'>, name: string, file: SourceFile, { after }: Trees): boolean {
  return resolveMember(after, resolveExpression(after, file, object), name).kind === 'symbol'
}

/** Names that an import binds, and members: each with the call that it is, if it is one. */
function usesOf(file: SourceFile, { before }: Trees, target: SymbolRef, imports: readonly Import[]): readonly Use[] {
  const { names, memberAccesses, calls } = file.bindings()
  const callOf = ({ start, end }: Range) => calls.find(({ callee }) => callee.start === start && callee.end === end) ?? null
  const named = names.filter(({ binding }) => binding?.kind === 'import' && imports.includes(binding.import))
  const members = memberAccesses.filter((access) => {
    if (access.name !== lastPart(target.name)) return false
    const found = resolveExpression(before, file, access)
    return found.kind === 'symbol' && found.file === target.file && found.name === target.name
  })
  return [
    ...named.map((name) => ({ start: name.start, end: name.end, call: callOf(name), access: null })),
    ...members.map((access) => ({ ...access.nameRange, call: callOf(access), access })),
  ]
}

/** The arguments of one call as the old callable passed them on; `[]` where they stay, `null` where they cannot be written. */
function adapted(
  file: SourceFile,
  call: ExpressionOf<'call'> | null,
  passed: readonly PassedOn[],
  change: ContractChange,
): readonly TextEdit[] | null {
  const bound = call === null ? null : bindArguments(call.arguments, change.oldParameters)
  if (call === null || bound === null) return null
  const { text } = file
  const written: Written[] = []
  for (const [index, one] of passed.entries()) {
    const old = change.oldParameters.find(({ name }) => name === one.parameter)
    if (one.parameter !== null && old === undefined) return null
    const given = old === undefined ? [] : call.arguments.filter((argument) => bound.get(argument) === old)
    const heir = change.newParameters.find(({ name }) => name === one.keyword) ?? change.newParameters[index]
    const found = old === undefined || given.length > 0 ? handedOn(one, given, old, heir, file) : leftOut(one, old, heir)
    if (found === null) return null
    written.push(...found)
  }
  // what has a place cannot follow what was left out, or has a name
  const places = written.map(({ kind }) => kind === 'plain')
  if (places.lastIndexOf(true) > places.indexOf(false) && places.includes(false)) return null
  const now = written.flatMap((one) => (one.kind === 'left' ? [] : [one.text]))
  const same = call.arguments.map(({ start, end }) => text.slice(start, end))
  return same.join('\n') === now.join('\n') ? [] : [{ ...call.inside, replacement: now.join(', ') }]
}

/** One argument of the new call: with a place, with a name, or left out. */
type Written = { readonly kind: 'plain' | 'named'; readonly text: string } | { readonly kind: 'left' }

/** A parameter that a call leaves out: the old default goes along, where the successor would not take the same. */
function leftOut({ keyword }: PassedOn, old: Parameter, heir: Parameter | undefined): readonly Written[] | null {
  if (/rest$/.test(old.kind)) return []
  if (old.default === null) return null
  if (heir?.default === old.default) return [{ kind: 'left' }]
  return keyword === null ? [{ kind: 'plain', text: old.default }] : [{ kind: 'named', text: `${keyword}=${old.default}` }]
}

/** What a call gives, or the old callable fixes, by its place or by the name that the successor has for it. */
function handedOn(
  { keyword, text: fixed }: PassedOn,
  given: readonly Argument[],
  old: Parameter | undefined,
  heir: Parameter | undefined,
  { text, language }: SourceFile,
): readonly Written[] | null {
  if (old !== undefined && /rest$/.test(old.kind)) {
    return given.map(({ start, end, keyword: key }) => ({ kind: key === null ? 'plain' : 'named', text: text.slice(start, end) }))
  }
  const [argument] = given
  const value = argument === undefined ? fixed : text.slice(argument.value.start, argument.value.end)
  const key = keyword ?? (argument?.keyword != null && heir?.name === argument.keyword.name ? heir.name : null)
  const named = key === null ? value : language.calling.keywordArgument(key, value)
  return named === null ? null : [{ kind: key === null ? 'plain' : 'named', text: named }]
}
