import type { ContractChange } from '../../../model/contract-change.ts'
import type { Declaration } from '../../languages/language.ts'
import { escapeRegExp, wholeWord } from '../../languages/whole-word.ts'
import { inherits } from '../resolve/inherits.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { isSoleBearer } from '../uses/bearers.ts'
import { callSites } from '../uses/call-sites.ts'
import { referenceSites } from '../uses/reference-sites.ts'
import { asPossible, changedSymbol, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/**
 * Places of the head's product that still call what is read as a property now, or still read what is a method now: such a method is
 * always true, and never the value that it gives. Overrides of the other kind are such places too.
 */
export function propertyCallers(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const isRead = change.kind === 'became_property'
  const target = isRead || change.kind === 'became_method' ? changedSymbol(change, trees.before) : null
  if (target === null) return []
  const word = wholeWord(lastPart(change.newSymbol ?? change.symbol))
  return trees.product
    .filter((path) => word.test(trees.after.text(path) ?? ''))
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) => [
      ...(isRead ? stillCalled(change, file, trees, target) : stillRead(change, file, trees)),
      ...overridesOfOldKind(change, file, trees, target),
      ...readByName(lastPart(change.newSymbol ?? change.symbol), file),
    ])
}

/** `getattr(door, 'is_open')`, `door['isOpen']`, `{ isOpen } = door`: what is done with it then, nobody can say. */
function readByName(name: string, file: SourceFile): readonly UnresolvedUse[] {
  const quoted = `["'\x60]${escapeRegExp(name)}["'\x60]`
  const reading = new RegExp(`\\b(?:getattr|attrgetter|methodcaller|get|invoke|sortBy)\\s*\\([^()]*${quoted}|\\[\\s*${quoted}\\s*\\]`, 'g')
  const pattern = new RegExp(`\\{[^{}]*(?<![\\w$.])${escapeRegExp(name)}\\s*[,}=:][^{}]*\\}?\\s*(?:=(?![=>])|\\)\\s*(?:=>|\\{))`, 'g')
  return [...file.text.matchAll(reading), ...file.text.matchAll(pattern)].map(({ index }) =>
    asPossible(unresolvedAt(file, { start: index, end: index })),
  )
}

function stillCalled(change: ContractChange, file: SourceFile, trees: Trees, target: SymbolRef): readonly UnresolvedUse[] {
  const isSole = isSoleBearer(trees, target)
  const { sites, unknown } = callSites(change, file, trees, target)
  return [...sites, ...(isSole ? unknown : [])].map((site) => unresolvedAt(file, site))
}

/** A method that is handed on, as in `map(Box.center)`, is no reading of it where the base had no such line. */
function stillRead(change: ContractChange, file: SourceFile, trees: Trees): readonly UnresolvedUse[] {
  const { calls } = file.bindings()
  const called = new Set(calls.map(({ callee }) => callee))
  const given = new Set(calls.flatMap((call) => call.arguments.map(({ value }) => value)))
  const lines = new Set(
    trees.before
      .text(file.path)
      ?.split('\n')
      .map((line) => line.trim()),
  )
  return referenceSites(asOfHead(change), file.path, { ...trees, before: trees.after }).flatMap((site) => {
    if (site.kind !== 'member' || called.has(site.expression)) return []
    const use = unresolvedAt(file, site)
    return given.has(site.expression) && !lines.has(use.text) ? [] : [use]
  })
}

/** Whoever reads the member of the base class the new way reads this one the new way as well. */
function overridesOfOldKind(change: ContractChange, file: SourceFile, trees: Trees, target: SymbolRef): readonly UnresolvedUse[] {
  const name = lastPart(change.newSymbol ?? change.symbol)
  const isSubclass = inherits(trees.after)
  const owner = lastPart(target.name.slice(0, -lastPart(target.name).length - 1))
  const isProperty = ({ kind, isProperty: is }: Declaration): boolean => is || kind === 'property'
  return file
    .declarations()
    .filter((one) => one.name === name && one.container !== null && isProperty(one) !== (change.kind === 'became_property'))
    .filter(({ container }) => container !== null && lastPart(container) !== owner && isSubclass(lastPart(container), owner))
    .map(({ nameRange }) => unresolvedAt(file, nameRange))
}

/** The same declaration, as the head has it. */
function asOfHead(change: ContractChange): ContractChange {
  const owner = change.symbol.slice(0, change.symbol.length - lastPart(change.symbol).length)
  return { ...change, oldFile: change.file, symbol: `${owner}${change.newSymbol ?? lastPart(change.symbol)}` }
}
