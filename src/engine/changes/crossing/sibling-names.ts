import type { ContractChange } from '../../../model/contract-change.ts'
import { moduleStem } from '../../languages/index.ts'
import type { Declaration } from '../../languages/language.ts'
import { optionKeys } from '../resolve/option-keys.ts'
import { changedSymbol, lastPart, type Trees } from '../uses/use-site.ts'

/** One declared renaming; `change` is what declares it. */
export type SiblingRename = { readonly change: ContractChange; readonly old: string; readonly now: string }

/** All names that one owner lost and got in a change: of one class or module, one parameter list, one options object, one folder. */
export type SiblingNames = {
  readonly owner: string
  readonly kind: 'name' | 'parameter' | 'option' | 'module'
  readonly renamings: readonly SiblingRename[]
  readonly gone: ReadonlySet<string>
  readonly fresh: ReadonlySet<string>
}

/** The names that a declared renaming could be exchanged with; `null` for a change that gives nothing another name. */
export function siblingNames(change: ContractChange, changes: readonly ContractChange[], trees: Trees): SiblingNames | null {
  const kind = kindOf(change)
  if (kind === null) return null
  const owner = ownerOf(change)
  const renamings = changes
    .filter((one) => kindOf(one) === kind && ownerOf(one) === owner && (kind !== 'name' || isAlike(one, change, trees)))
    .flatMap((one) => renamingOf(one) ?? [])
  const { old, fresh } = allNames(kind, change, trees)
  return {
    ...{ owner: `${kind} ${owner}`, kind, renamings },
    gone: new Set([...renamings.map((one) => one.old), ...old.filter((name) => !fresh.includes(name))]),
    fresh: new Set([...renamings.map((one) => one.now), ...fresh.filter((name) => !old.includes(name))]),
  }
}

/** All renamed declarations of a commit: whoever uses one may have been turned to the new name of any other. */
export function renamedNames(changes: readonly ContractChange[]): SiblingNames {
  const renamings = changes.filter((one) => kindOf(one) === 'name').flatMap((one) => renamingOf(one) ?? [])
  const [gone, fresh] = [new Set(renamings.map(({ old }) => old)), new Set(renamings.map(({ now }) => now))]
  return { owner: '', kind: 'name', renamings, gone, fresh }
}

function allNames(kind: SiblingNames['kind'], change: ContractChange, trees: Trees) {
  switch (kind) {
    case 'name':
      return declaredNames(change, trees)
    case 'parameter':
      return parameterNames(change)
    case 'option':
      return keyNames(change, trees)
    case 'module':
      return { old: [], fresh: [] }
  }
}

function kindOf({ kind, symbol, newSymbol, file, oldFile }: ContractChange): SiblingNames['kind'] | null {
  if (kind === 'parameter_renamed') return 'parameter'
  if (kind === 'option_renamed') return 'option'
  const isNamed = newSymbol !== null && newSymbol !== 'default' && symbol !== 'default' && newSymbol !== lastPart(symbol)
  if (kind === 'moved' && !isNamed) return moduleName(oldFile) === moduleName(file) ? null : 'module'
  return (kind === 'renamed' || kind === 'moved') && isNamed ? 'name' : null
}

/** What a declared change calls otherwise; `null` where it keeps all names. */
export function renamingOf(change: ContractChange): SiblingRename | null {
  const { symbol, newSymbol, before, after } = change
  const kind = kindOf(change)
  if (kind === null) return null
  if (kind === 'module') return { change, old: moduleName(change.oldFile), now: moduleName(change.file) }
  return kind === 'name' ? { change, old: lastPart(symbol), now: newSymbol ?? '' } : { change, old: before, now: after }
}

/** The last word of a module's path. */
function moduleName(path: string): string {
  return moduleStem(path).replace(/^.*\//, '')
}

/**
 * The parameter list or options of one callable; all that one class or module declares; the modules of a folder, where one name was
 * moved out of several of them those alone.
 */
function ownerOf(change: ContractChange): string {
  const { oldFile, symbol, newSymbol } = change
  switch (kindOf(change)) {
    case 'module':
      return `${oldFile.replace(/[^/]*$/, '')} ${newSymbol === null ? '' : symbol}`
    case 'name':
      return `${oldFile} ${symbol.slice(0, symbol.length - lastPart(symbol).length)}`
    default:
      return `${oldFile} ${symbol}`
  }
}

/** A function is not taken for a constant, nor a method for a field: whoever uses one would notice. */
function isAlike(one: ContractChange, other: ContractChange, { before }: Trees): boolean {
  const [a, b] = [one, other].map((change) => declarationOf(change, before))
  return a === undefined || b === undefined || (a.kind === b.kind && a.isProperty === b.isProperty)
}

export function declarationOf(change: ContractChange, before: Trees['before']): Declaration | undefined {
  const target = changedSymbol(change, before)
  return target === null ? undefined : before.file(target.file)?.declared().get(target.name)?.at(-1)
}

/** The declaration that a change points at in the head. */
export function successorOf({ file, line, newSymbol }: ContractChange, after: Trees['after']): Declaration | undefined {
  return after
    .file(file)
    ?.declarations()
    .find((one) => one.line === line && one.name === newSymbol)
}

function declaredNames(change: ContractChange, { before, after }: Trees) {
  const [one, other] = [declarationOf(change, before), successorOf(change, after)]
  // handed on under another name, and declared elsewhere
  if (one === undefined || other === undefined) return { old: [], fresh: [] }
  const names = (all: readonly Declaration[] | undefined, like: Declaration): readonly string[] =>
    (all ?? []).filter((each) => each.container === like.container && each.kind === like.kind).map(({ name }) => name)
  const old = before.file(changedSymbol(change, before)?.file ?? '')?.declarations()
  return { old: names(old, one), fresh: names(after.file(change.file)?.declarations(), other) }
}

function parameterNames({ oldParameters, newParameters }: ContractChange) {
  return { old: oldParameters.map(({ name }) => name), fresh: newParameters.map(({ name }) => name) }
}

function keyNames(change: ContractChange, { before, after }: Trees) {
  const [one, other] = [declarationOf(change, before), successorOf(change, after)]
  const [oldFile, file] = [before.file(change.oldFile), after.file(change.file)]
  const old = oldFile === null || one === undefined ? [] : optionKeys(oldFile, one)
  const fresh = file === null || other === undefined ? [] : optionKeys(file, other)
  return { old: old.map(({ name }) => name), fresh: fresh.map(({ name }) => name) }
}
