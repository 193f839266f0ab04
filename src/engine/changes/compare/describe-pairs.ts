import type { ContractChange, ContractChangeKind } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { LocatedDeclaration } from '../pairing/declaration-index.ts'
import { likelyParameters } from '../pairing/likely-parameters.ts'
import { likelySuccessors } from '../pairing/likely-successors.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { exportNames, publicName } from '../resolve/export-names.ts'
import { resolveExport } from '../resolve/resolve-export.ts'
import { findMember } from '../resolve/resolve-expression.ts'
import { successions } from '../successors/successions.ts'
import { textRenames } from '../texts/text-renames.ts'
import { lastPart } from '../uses/use-site.ts'
import { exportRenames } from './export-renames.ts'
import { informationalChanges } from './informational-changes.ts'
import { optionRenames } from './option-renames.ts'
import { signatureChanges } from './signature-changes.ts'

/** The contract changes of paired and left-over declarations, in the order of the head's files and lines. */
export function describePairs(comparison: Comparison): readonly ContractChange[] {
  const texts = textRenames(comparison)
  const heirs = successions(comparison)
  const read = [
    ...comparison.pairs.flatMap((pair) =>
      pair.before.declaration.container === null ? placeChanges(comparison, pair) : memberChanges(comparison, pair),
    ),
    ...exportRenames(comparison),
    ...signatureChanges(comparison),
    ...optionRenames(comparison),
    ...texts,
    ...heirs,
    ...informationalChanges.flatMap((observe) => observe(comparison)),
    ...comparison.removed.flatMap((placed) => removals(comparison, placed)),
  ]
  const declared = read.filter(
    (one) =>
      !texts.some((text) => isRetold(one, text, comparison)) &&
      !heirs.some((heir) => hasHeir(one, heir)) &&
      !(one.kind.endsWith('text_renamed') && isTold(one, read)),
  )
  const likely = [...likelySuccessors(comparison), ...likelyParameters(comparison)].filter(
    (one) => !declared.some((other) => isCovered(one, other)),
  )
  return [...declared, ...likely].toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
}

/** What is declared need not be guessed. */
function isCovered(likely: ContractChange, { kind, symbol, before, newSymbol, oldFile }: ContractChange): boolean {
  const isKind = likely.kind === `likely_${kind}`
  const isGrouped = likely.kind === 'likely_parameter_renamed' && /^parameters_(?:un)?grouped$/.test(kind)
  const isMoved = /^(renamed|moved)$/.test(kind) && /^likely_(renamed|moved)$/.test(likely.kind) && newSymbol === likely.newSymbol
  return symbol === likely.symbol && oldFile === likely.oldFile && ((isKind && before === likely.before) || isMoved || isGrouped)
}

/**
 * An option, a parameter or a member of that name was renamed: that says where it stands. Where siblings were renamed with it, it alone says
 * whether they were exchanged.
 */
function isTold({ kind, before }: ContractChange, read: readonly ContractChange[]): boolean {
  const ownerOf = (one: ContractChange) =>
    `${one.kind} ${one.oldFile} ${one.kind === 'renamed' ? one.symbol.replace(/[^.]*$/, '') : one.symbol}`
  const isRenaming = (one: ContractChange) => /^(?:option_|parameter_)?renamed$/.test(one.kind)
  const found = read.filter((one) => isRenaming(one) && (one.kind === 'renamed' ? lastPart(one.symbol) : one.before) === before)
  if (kind === 'likely_text_renamed') return found.length > 0
  return found.some((one) => read.some((other) => other !== one && isRenaming(other) && ownerOf(other) === ownerOf(one)))
}

/** What did nothing but call its successor did not go. */
function hasHeir({ kind, symbol, oldFile }: ContractChange, heir: ContractChange): boolean {
  return kind === 'removed' && heir.kind === 'succeeded' && heir.symbol === symbol && heir.oldFile === oldFile
}

/** A member of a type that is written under the new text now: it did not go. */
function isRetold({ kind, symbol, oldFile }: ContractChange, text: ContractChange, { base, headSide }: Comparison): boolean {
  if (kind !== 'removed' || text.kind !== 'text_renamed' || lastPart(symbol) !== text.before) return false
  const owner = symbol.slice(0, -text.before.length - 1)
  const isType = base.file(oldFile)?.declared().get(owner)?.[0]?.kind === 'type'
  return isType && headSide.files.some((file) => file.declared().has(`${owner}.${text.after}`))
}

/** Where the module of a base file lives at the head. */
function successorOf({ files, base, head }: Comparison, placed: LocatedDeclaration): string | null {
  const pair = files.find((known) => known.before === placed.file)
  if (pair !== undefined) return pair.after.path
  const { language, path } = placed.file
  return head.paths.has(path) ? path : head.resolve(base.moduleOf(path), { path, language })
}

/** Whether importers of the base still find something under the name: an alias, a re-export, a replacement. */
function isStillThere(comparison: Comparison, placed: LocatedDeclaration, name: string): boolean {
  const successor = successorOf(comparison, placed)
  return successor !== null && resolveExport(comparison.head, successor, name) !== null
}

function placeChanges(comparison: Comparison, { before, after, similarity }: Pair): readonly ContractChange[] {
  const [oldNames, newNames] = [exportNames(before.file, before.declaration.name), exportNames(after.file, after.declaration.name)]
  const gained = newNames.filter((name) => !oldNames.includes(name))
  const stays = successorOf(comparison, before) === after.file.path
  return oldNames.flatMap((name) => {
    if (isStillThere(comparison, before, name)) return []
    const [only, ...others] = gained.length > 0 ? gained : newNames
    const target = newNames.includes(name) ? name : others.length === 0 ? only : undefined
    if (target === undefined) return [describe('removed', name, before, before, { newSymbol: null, similarity: 0 })]
    const modules = [comparison.base.moduleOf(before.file.path), comparison.head.moduleOf(after.file.path)]
    const places = target === name ? modules : modules.map((module, index) => `${module}.${index === 0 ? name : target}`)
    const [from = '', to = ''] = stays ? [name, target] : places
    return [describe(stays ? 'renamed' : 'moved', name, before, after, { before: from, after: to, newSymbol: target, similarity })]
  })
}

function memberChanges({ head }: Comparison, { before, after, similarity }: Pair): readonly ContractChange[] {
  const [oldName, newName] = [before.declaration.name, after.declaration.name]
  const symbol = publicName(before.file, before.declaration.qualifiedName)
  if (oldName === newName || symbol === null || after.declaration.container === null) return []
  // an override that lost its name falls back to the inherited one: not a plain rename
  if (findMember(head, { file: after.file.path, name: after.declaration.container }, oldName) !== null) return []
  return [describe('renamed', symbol, before, after, { before: oldName, after: newName, newSymbol: newName, similarity })]
}

function removals(comparison: Comparison, placed: LocatedDeclaration): readonly ContractChange[] {
  const { declaration, file } = placed
  if (declaration.container === null) {
    return exportNames(file, declaration.name)
      .filter((name) => !isStillThere(comparison, placed, name))
      .map((name) => describe('removed', name, placed, placed, { newSymbol: null, similarity: 0 }))
  }
  const symbol = publicName(file, declaration.qualifiedName)
  const owner = comparison.pairs.find(
    (pair) => pair.before.file === file && pair.before.declaration.qualifiedName === declaration.container,
  )
  if (symbol === null || owner === undefined) return []
  const place = { file: owner.after.file.path, name: owner.after.declaration.qualifiedName }
  return findMember(comparison.head, place, declaration.name) === null
    ? [describe('removed', symbol, placed, placed, { newSymbol: null, similarity: 0 })]
    : []
}

function describe(
  kind: ContractChangeKind,
  symbol: string,
  before: LocatedDeclaration,
  after: LocatedDeclaration,
  rest: Pick<ContractChange, 'newSymbol' | 'similarity'> & Partial<ContractChange>,
): ContractChange {
  return {
    kind,
    symbol,
    file: after.file.path,
    line: after.declaration.line,
    before: before.declaration.name,
    after: kind === 'removed' ? '' : after.declaration.name,
    oldFile: before.file.path,
    oldParameters: [],
    newParameters: [],
    ...rest,
  }
}
