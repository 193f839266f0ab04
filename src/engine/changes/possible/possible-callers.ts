import type { ContractChange } from '../../../model/contract-change.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { isInformational } from '../compare/informational-changes.ts'
import { isModuleMove } from '../compare/module-moves.ts'
import { isPropertyChange } from '../uses/property-sites.ts'
import { type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import { isAffectedCall } from './affected-calls.ts'
import { codeInStrings } from './code-in-strings.ts'
import { type Denoting, denoting } from './denoting.ts'
import { moduleStrings } from './module-strings.ts'
import { movedModulePlaces } from './moved-module.ts'
import { type OldName, oldNameOf } from './old-name.ts'
import type { OtherText } from './other-text.ts'
import type { OtherTexts } from './other-texts.ts'
import { isToldIn } from './prose-mentions.ts'

/**
 * Who else than the source may still use an old contract. `certain`: it imports what is no longer there. `possible`: it has the name where
 * code stands. `told`: documents for people say it, which breaks nothing.
 */
export type PossibleCallers = {
  readonly certain: readonly UnresolvedUse[]
  readonly possible: readonly UnresolvedUse[]
  readonly told: readonly UnresolvedUse[]
}

const NONE: PossibleCallers = { certain: [], possible: [], told: [] }

/** Reads every text of the head that no language reads for what a change took away. */
export function possibleCallers(change: ContractChange, trees: Trees, texts: OtherTexts): PossibleCallers {
  if (isInformational(change) && !isPropertyChange(change)) return NONE
  if (change.kind === 'text_renamed') return ofText(change, texts)
  const places = isModuleMove(change)
    ? [
        ...texts.all.flatMap((read) => movedModulePlaces(change, read, trees).map((place) => ({ ...at(read, place.span[0]), ...place }))),
        ...moduleStrings(change, trees).map((use) => ({ ...use, isCertain: false })),
      ]
    : change.symbol === 'default'
      ? []
      : ofName(change, oldNameOf(change, trees, texts.ownPackages), texts, trees)
  const certain = distinct(places.filter(({ isCertain }) => isCertain))
  const isKnown = new Set(certain.map(({ file, line }) => `${file}:${line}`))
  const possible = distinct(places.filter(({ isCertain }) => !isCertain)).filter(({ file, line }) => !isKnown.has(`${file}:${line}`))
  return { certain, possible, told: distinct(texts.all.flatMap((read) => told(change, read))) }
}

/** Data, settings and templates that have the old text as a word. */
function ofText(change: ContractChange, { all }: OtherTexts): PossibleCallers {
  const word = wholeWord(change.before)
  const possible = all.flatMap((read) => {
    const index = read.kind.is === 'prose' ? -1 : read.code.search(word)
    return index < 0 ? [] : [at(read, index)]
  })
  return { certain: [], possible: distinct(possible), told: distinct(all.flatMap((read) => told(change, read))) }
}

function ofName(change: ContractChange, old: OldName, texts: OtherTexts, trees: Trees) {
  const isMoveOnly = change.kind === 'moved' && old.newName === old.name
  const isCall = /^(?:parameter|became|option)/.test(change.kind)
  const inStrings = isCall ? [] : codeInStrings(old, trees).map((use) => ({ ...use, isCertain: false }))
  const inTexts = texts.all.flatMap((read) =>
    denoting(read, old)
      .filter((one) => (isMoveOnly ? isAtOldPlace(one.left, read, old) : !isCall || isAffected(read.code, one, change)))
      .map((one) => ({ ...at(read, one.start), isCertain: one.isCertain && !isCall })),
  )
  return [...inTexts, ...inStrings]
}

/** A property that is still called, a method that is still read, or a call that the new parameters would not take. */
function isAffected(code: string, one: Denoting, change: ContractChange): boolean {
  if (isPropertyChange(change)) return one.left !== '' && one.isCalled === (change.kind === 'became_property')
  return isAffectedCall(code, one, change)
}

/** After a move the name alone says nothing: only with the old module it means the old place. */
function isAtOldPlace(left: string, read: OtherText, old: OldName): boolean {
  const isImported = read.imports.some(
    ({ imported, specifier }) => imported === (old.owner ?? old.name) && old.imported(specifier, read.path) === 'lost',
  )
  return isImported || (left !== '' && old.home.leadsTo(left))
}

function told(change: ContractChange, read: OtherText): readonly UnresolvedUse[] {
  if (read.kind.is !== 'prose') return []
  const index = isToldIn(read.text, change)
  return index === null ? [] : [at(read, index)]
}

/** The line as the file has it, not as it was masked. */
function at({ path, text }: OtherText, start: number): UnresolvedUse {
  return unresolvedAt({ path, text }, { start, end: start })
}

function distinct(uses: readonly UnresolvedUse[]): readonly UnresolvedUse[] {
  return [...new Map(uses.map(({ file, line, text }) => [`${file}:${line}`, { file, line, text }])).values()]
}
