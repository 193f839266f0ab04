import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName } from '../../languages/index.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'
import { isInformational } from '../compare/informational-changes.ts'
import { isModuleMove } from '../compare/module-moves.ts'
import type { SourceFile } from '../resolve/project.ts'
import { callsOfOld } from '../successors/successor-edits.ts'
import { unmigratedTexts } from '../texts/unmigrated-texts.ts'
import { isSoleBearer } from '../uses/bearers.ts'
import { bindArguments } from '../uses/bind-arguments.ts'
import { type CallSite, callSites } from '../uses/call-sites.ts'
import { unmigratedOverrides } from '../uses/member-sites.ts'
import { asPossible, changedSymbol, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import { useSitesIn } from '../uses/use-sites.ts'
import { arityCallers } from './arity-callers.ts'
import { isAwaitedAt, passedToOthers } from './awaiting-callers.ts'
import { builtNames } from './built-names.ts'
import { effectOn, isHandedOverAsBefore } from './call-effects.ts'
import { isConfiguration } from './configuration.ts'
import { exceptionCallers } from './exception-callers.ts'
import { unmigratedFieldKeys } from './field-keys.ts'
import { isForwardingCall } from './forwarded-calls.ts'
import { propertyCallers } from './property-callers.ts'
import { quotedNames } from './quoted-names.ts'
import { recordCallers } from './record-callers.ts'
import { isShim } from './shims.ts'
import { unmigratedOptions } from './unmigrated-options.ts'
import { moduleWord, wordsInStrings } from './words-in-strings.ts'
import { wrappedCallers } from './wrapped-callers.ts'

export type UnmigratedCallers = { readonly follows: boolean; readonly unmigrated: readonly UnresolvedUse[] }

/**
 * Whether every caller in the head's product has been migrated: a half-finished rename is a broken product, and its tests are right.
 * An unresolved use counts as not migrated. `configuration` holds the head's files other than source, by path.
 */
export function findUnmigratedCallers(change: ContractChange, trees: Trees, configuration: ReadonlyMap<string, string>): UnmigratedCallers {
  const unmigrated = distinct(usesOfOld(change, trees, configuration)).filter((use) => !isShim(use, change, trees))
  return { follows: unmigrated.length === 0, unmigrated }
}

function usesOfOld(change: ContractChange, trees: Trees, configuration: ReadonlyMap<string, string>): readonly UnresolvedUse[] {
  // nothing that a caller would have to follow, unless it can no longer be called
  if (isInformational(change))
    return [
      ...propertyCallers(change, trees),
      ...exceptionCallers(change, trees),
      ...recordCallers(change, trees),
      ...arityCallers(change, trees),
      ...wrappedCallers(change, trees),
    ]
  if (change.kind === 'succeeded') {
    const left = trees.product.flatMap((path) => trees.after.file(path) ?? []).map((file) => callsOfOld(change, file, trees))
    if (!left.includes(null)) return left.flatMap((uses) => uses ?? [])
  }
  if (change.kind === 'text_renamed') return unmigratedTexts(change, trees)
  if (change.kind === 'option_renamed') return unmigratedOptions(change, trees)
  // stubs say types and never run: what they still say breaks no caller
  const running = trees.product.filter((path) => !/\.pyi$|\.d\.[cm]?ts$/.test(path))
  const texts = running.map((path) => trees.after.text(path) ?? '')
  const words = wordsOf(change, texts.values())
  const word = lastPart(words[0] ?? '')
  const isMentioned = new RegExp(`(?<![\\w$])(?:${words.map(escapeRegExp).join('|')})(?![\\w$])`)
  const inSource = running
    .filter((_, index) => isMentioned.test(texts[index] ?? ''))
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) => (isSignature(change) ? callsLeftBehind(change, file, trees) : usesLeftBehind(change, file, trees, word)))
  const inConfiguration = [...configuration]
    .filter(([path]) => isConfiguration(path))
    .flatMap(([path, text]) => configurationUses(change, path, text))
  const byName =
    isSignature(change) || isModuleMove(change) || isNameless(change) ? [] : namesAtRunTime(change, { ...trees, product: running }, texts)
  const field = fieldOf(change, trees)
  const asField = field === null ? [] : usesOfOld(field, trees, configuration)
  return [...inSource, ...inConfiguration, ...byName, ...asField]
}

/** A generated constructor's parameter is a field as well, which must be followed everywhere. */
function fieldOf(change: ContractChange, { before, after }: Trees): ContractChange | null {
  const target = change.kind === 'parameter_renamed' ? changedSymbol(change, before) : null
  const isField = (project: Trees['before'], path: string, owner: string, name: string): boolean =>
    project.file(path)?.declared().get(`${owner}.${name}`)?.[0]?.kind === 'property'
  if (target === null || !isField(before, target.file, target.name, change.before)) return null
  const isRenamed = isField(after, change.file, change.newSymbol ?? target.name, change.after)
  return isRenamed ? { ...change, kind: 'renamed', symbol: `${change.symbol}.${change.before}`, newSymbol: change.after } : null
}

function namesAtRunTime(change: ContractChange, trees: Trees, texts: readonly string[]): readonly UnresolvedUse[] {
  const built = trees.product.flatMap((path, index) => builtNames(path, texts[index] ?? '', lastPart(change.symbol)))
  return [...built, ...wordsInStrings(change, trees)]
}

function isSignature(change: ContractChange): boolean {
  return /^(parameter|became)/.test(change.kind)
}

/** A default export is called what its importers like: only its module is written everywhere. */
function isNameless({ symbol }: ContractChange): boolean {
  return symbol === 'default'
}

/** Every file that uses the old contract contains at least one of these words. */
function wordsOf(change: ContractChange, texts: Iterable<string>): readonly string[] {
  if (isModuleMove(change)) return [(change.before.split(/[./]/).filter(Boolean).at(-1) ?? '').replace(/\.\w+$/, '')]
  const name = lastPart(change.symbol)
  if (isNameless(change)) return [moduleWord(change.oldFile)]
  if (!isSignature(change)) return [name]
  const isConstructor = isConstructorName(name)
  const owner = isConstructor ? lastPart(change.symbol.slice(0, -name.length - 1)) : name
  return isConstructor || change.symbol === owner ? subclasses(owner, texts) : [name, change.newSymbol ?? name]
}

/** The class and all that inherit from it by name: they are constructed in its way. */
function subclasses(name: string, texts: Iterable<string>): readonly string[] {
  const names = new Set([name])
  const headers = [...texts].flatMap((text) => [...text.matchAll(/\bclass\s+(\w+)\s*(?:\(([^)]*)\)|(?:<[^{]*>)?\s*extends\s+([^{]*))/g)])
  for (let size = 0; size !== names.size; ) {
    size = names.size
    for (const [, sub = '', python, script] of headers) {
      if ((python ?? script ?? '').split(/\W+/).some((base) => names.has(base))) names.add(sub)
    }
  }
  return [...names]
}

function usesLeftBehind(change: ContractChange, file: SourceFile, trees: Trees, word: string): readonly UnresolvedUse[] {
  const { sites, doubtful } = useSitesIn(change, file, trees)
  const found = sites.map(({ start, end }) => unresolvedAt(file, { start, end }))
  const target = change.kind === 'renamed' && change.symbol.includes('.') ? changedSymbol(change, trees.before) : null
  const keys = target === null ? [] : [...unmigratedFieldKeys(file, trees, target), ...unmigratedOverrides(file, trees, target)]
  const words = isNameless(change) ? [] : [...danglingNames(file, trees, word), ...quotedNames(change, file, trees, word)]
  return distinct([...found, ...doubtful, ...keys, ...words])
}

/** The old name where the base bound it and the head binds nothing. */
function danglingNames(file: SourceFile, trees: Trees, name: string): readonly UnresolvedUse[] {
  const wasBound = trees.before.file(file.path)?.bindings().module.has(name)
  if (wasBound !== true) return []
  return file
    .bindings()
    .names.filter((use) => use.name === name && use.binding === null)
    .map((use) => unresolvedAt(file, use))
}

function configurationUses(change: ContractChange, path: string, text: string): readonly UnresolvedUse[] {
  const old = isModuleMove(change)
    ? `${escapeRegExp(change.before)}(?:\\.\\w+)*:\\w+`
    : `${escapeRegExp(change.oldFile.replace(/^.*\/|\.\w+$/g, ''))}[.:]${escapeRegExp(change.symbol)}`
  const match = new RegExp(`(?<![\\w$])${old}(?![\\w$])`).exec(text)
  return match === null ? [] : [unresolvedAt({ path, text }, { start: match.index, end: match.index })]
}

/** Calls that are errors under the new parameters, or that now mean something else although their text is unchanged. */
function callsLeftBehind(change: ContractChange, file: SourceFile, trees: Trees): readonly UnresolvedUse[] {
  const target = changedSymbol(change, trees.before)
  if (target === null) return []
  const { sites, unknown } = callSites(change, file, trees, target)
  const base = trees.before.file(file.path)
  const earlier = base === null ? { sites: [], unknown: [] } : callSites(change, base, trees, target)
  const left = sites.filter((site) => {
    if (change.kind === 'became_sync') return isAwaited(file, site)
    if (change.kind === 'became_async') return !isAwaitedAt(file, site)
    if (isForwardingCall(change, file, site, trees)) return false
    const effect = effectOn(site, change, file, trees)
    return effect === 'breaks' || (effect === 'differs' && isHandedOverAsBefore(site, file, earlier.sites, base, change))
  })
  const isAffected = (site: CallSite): boolean => {
    const effect = effectOn(site, change, file, trees)
    // an object that is handed over whole is the new form, where it is not what was handed over before
    return (
      effect === 'breaks' || (effect === 'differs' && (!change.group || isHandedOverAsBefore(site, file, earlier.unknown, base, change)))
    )
  }
  const unsure = unknown.filter(
    (site) =>
      bindArguments(site.call.arguments, change.oldParameters) !== null &&
      (change.kind === 'became_async' ? !isAwaitedAt(file, site) : isAffected(site)),
  )
  const forwarded = change.kind === 'became_async' ? passedToOthers(file, trees, target) : []
  const isSole = isSoleBearer(trees, target)
  return distinct([
    ...[...left, ...forwarded].map((site) => unresolvedAt(file, site)),
    ...unsure.map((site) => (isSole ? unresolvedAt(file, site) : asPossible(unresolvedAt(file, site)))),
  ])
}

function isAwaited(file: SourceFile, site: CallSite): boolean {
  return /\bawait\s*\(*$/.test(file.text.slice(Math.max(0, site.start - 20), site.start))
}

/** Each place once; what is resolved counts more than what only has the name. */
function distinct(uses: readonly UnresolvedUse[]): readonly UnresolvedUse[] {
  const sure = uses.filter(({ isPossible }) => isPossible === undefined)
  const all = [...sure, ...uses.filter((use) => use.isPossible)].toReversed()
  return [...new Map(all.map((use) => [`${use.file}:${use.line}`, use])).values()].toReversed()
}
