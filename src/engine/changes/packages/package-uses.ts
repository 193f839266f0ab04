import type { ContractChange } from '../../../model/contract-change.ts'
import type { FileChange } from '../../../model/file-change.ts'
import type { PackageUse } from '../../../model/package-contract.ts'
import type { RegistryName } from '../../../model/registry-name.ts'
import { isConstructorName, languages } from '../../languages/index.ts'
import type { LanguageName, SyntaxNode } from '../../languages/language.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { lineAt } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { contractChanges } from '../compare/contract-changes.ts'
import { isModuleMove } from '../compare/module-moves.ts'
import { findUnmigratedCallers } from '../follow/unmigrated-callers.ts'
import { importClosure } from '../resolve/import-closure.ts'
import { inherits } from '../resolve/inherits.ts'
import { createProject, type SourceFile } from '../resolve/project.ts'
import { lastPart, type Trees, unresolvedAt } from '../uses/use-site.ts'
import { useSitesIn } from '../uses/use-sites.ts'
import { entryPaths, tarballLayout, wheelLayout } from './package-layout.ts'

type Texts = ReadonlyMap<string, string>

/** Both versions of a package, each by paths inside of it. */
export type PackageTexts = { readonly name: string; readonly before: Texts; readonly after: Texts }

/** The head of the repository that uses it. */
export type UsingRepository = {
  readonly language: LanguageName
  readonly headFiles: Texts
  readonly trees: Trees
  readonly configuration: Texts
}

/** What failures name. `words` occur in every file that declares it; `isNamed` says whether a change is it, with the package's own class hierarchy. */
export type Named = {
  readonly words: readonly string[]
  isNamed(change: ContractChange, isSubclass: ReturnType<typeof inherits>): boolean
}

/** One cause is one change, or the few overloads of a name. */
const MOST_CHANGES = 20
const MOST_USES = 50
/** Characters of the files to pair, both versions together. This many take seconds, as unmatched declarations are compared pairwise. */
const MOST_TEXT = 600_000

/**
 * Where the repository still uses what a package declares differently in its new version, for the changes that a failure names. The
 * package's two versions are added to the repository's head, so that imports resolve to them. `null`: too much text to compare.
 */
export function packageUses(
  texts: PackageTexts,
  repository: UsingRepository,
  { words, isNamed }: Named,
  parsers: Parsers,
): readonly PackageUse[] | null {
  const { headFiles, trees } = repository
  const modules = (files: Texts): Texts => modulesOf(texts.name, files, repository, parsers)
  const [old, fresh] = [modules(texts.before), modules(texts.after)]
  const own = new Set([...headFiles.keys()].map(topOf))
  // a name that the repository has itself leads there, not to the package
  if ([...old.keys()].every((path) => own.has(topOf(path)))) return []
  const differing = mentioning(words, differences(old, fresh))
  if (sizeOf(differing) > MOST_TEXT) return null
  const after = createProject(new Map([...fresh, ...headFiles]), parsers, { sibling: trees.after })
  const before = createProject(new Map([...old, ...headFiles]), parsers, { sibling: after })
  const changes = contractChanges(differing, parsers, {
    basePaths: [...old.keys()],
    headPaths: [...fresh.keys()],
  })
  const isSubclass = inherits(before)
  const isSaid = ({ before: text }: ContractChange): boolean => words.some((word) => wholeWord(word).test(text))
  const named = changes
    .map(asReplacement)
    .filter((change) => isNamed(change, isSubclass))
    .toSorted((one, other) => Number(isSaid(other)) - Number(isSaid(one)))
  return named
    .slice(0, MOST_CHANGES)
    .flatMap((change) => usesOf(change, shownOf(change, changes), repository, { before, after, product: [...fresh.keys()] }))
    .slice(0, MOST_USES)
}

/** A name that a module no longer re-exports is gone for those who import it from there. */
function asReplacement(change: ContractChange): ContractChange {
  return change.kind === 'reexport_removed' ? { ...change, kind: 'removed' } : change
}

/** What a reader is shown of a change: its likely successor where none is declared. */
function shownOf(change: ContractChange, all: readonly ContractChange[]): ContractChange {
  const isSame = (other: ContractChange): boolean => other.symbol === change.symbol && other.oldFile === change.oldFile
  const better = all.find((other) => isSame(other) && /^(?:likely_|reexport_)/.test(other.kind))
  const isRenamed = change.kind === 'moved' && change.newSymbol !== null && change.newSymbol !== lastPart(change.symbol)
  // its users depend on the name only, not on the file inside the package
  if (isRenamed) return { ...change, kind: 'renamed' }
  return change.kind === 'removed' ? (better ?? change) : change
}

function usesOf(change: ContractChange, shown: ContractChange, repository: UsingRepository, trees: Trees): readonly PackageUse[] {
  const { headFiles, trees: own, configuration } = repository
  const isProduct = (path: string): boolean => own.product.includes(path)
  const { unmigrated } = findUnmigratedCallers(change, { ...trees, product: own.product }, configuration)
  const isSignature = /^(?:parameter|became)/.test(change.kind)
  const word = wordOf(change)
  const sites = [...headFiles]
    .filter(([, text]) => text.includes(word))
    .flatMap(([path]) => trees.after.file(path) ?? [])
    .flatMap((file) =>
      useSitesIn(change, file, { ...trees, product: [...own.product, ...trees.product] }).sites.map((site) => ({ file, site })),
    )
    // a call that also fits the new parameters needs no migration
    .filter(
      ({ site }) => !isSignature || !isProduct(site.file) || unmigrated.some(({ file, line }) => file === site.file && line === site.line),
    )
  const sure = sites.map(({ file, site }) => ({
    ...unresolvedAt(file, site),
    lastLine: lineAt(file.text, site.end),
    isSure: true,
    isConditional: isConditional(file, site.start),
  }))
  const unsure = unmigrated
    .filter(({ file, line }) => !sure.some((use) => use.file === file && use.line === line))
    .map((use) => ({ ...use, lastLine: use.line, isSure: false, isConditional: false }))
  const distinct = new Map([...sure, ...unsure].map((use) => [`${use.file}:${use.line}`, { change, shown, ...use }]))
  return [...distinct.values()]
}

/** A word that every file holds which uses the old contract; '' where there is none. */
function wordOf(change: ContractChange): string {
  const [name = '', owner = ''] = change.symbol.split('.').reverse()
  if (isConstructorName(name)) return owner
  return name === 'default' || isModuleMove(change) ? '' : name
}

function modulesOf(name: string, files: Texts, repository: UsingRepository, parsers: Parsers): Texts {
  return LAYOUTS[languages[repository.language].packages.registry](name, files, repository, parsers)
}

/** How each registry's packages lie once they are installed. */
const LAYOUTS: Readonly<Record<RegistryName, (name: string, files: Texts, repository: UsingRepository, parsers: Parsers) => Texts>> = {
  pypi: (_name, files) => wheelLayout(files),
  npm: enteredModules,
}

function enteredModules(name: string, files: Texts, { headFiles, trees }: UsingRepository, parsers: Parsers): Texts {
  const all = tarballLayout(name, files)
  const project = createProject(all, parsers)
  const below = [...headFiles]
    .filter(([, text]) => text.includes(`${name}/`))
    .flatMap(([path]) => trees.after.file(path) ?? [])
    .flatMap((file) => file.imports().flatMap(({ specifier }) => project.resolve(specifier, { path: '', language: file.language }) ?? []))
  // the same source in several builds would be as many changes: only what an import enters counts
  const entered = new Set([...entryPaths(name, files), ...below].flatMap((path) => [...importClosure(path, project)]))
  return new Map([...all].filter(([path]) => entered.has(path)))
}

/** The files that can declare what is named, before or after; where one of them went, also those that came. */
function mentioning(words: readonly string[], changes: readonly FileChange[]): readonly FileChange[] {
  const sought = words.map(wholeWord)
  const speaking = changes.filter(({ path, before, after }) => sought.some((word) => word.test(`${path}\n${before}\n${after}`)))
  const isGone = speaking.some(({ after }) => after === null)
  return changes.filter((change) => speaking.includes(change) || (isGone && change.before === null))
}

function differences(old: Texts, fresh: Texts): readonly FileChange[] {
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  return paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: fresh.get(path) ?? null }))
    .filter(({ before, after }) => before !== after)
}

function sizeOf(changes: readonly FileChange[]): number {
  return changes.reduce((sum, { before, after }) => sum + (before?.length ?? 0) + (after?.length ?? 0), 0)
}

function topOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.\w+$/, '')
}

function isConditional({ tree, language }: SourceFile, offset: number): boolean {
  for (let node: SyntaxNode | undefined = tree.root; node !== undefined; ) {
    if (language.syntax.is(node, 'try', 'if', 'conditional')) return true
    node = node.children.find(({ start, end }) => start <= offset && offset < end)
  }
  return false
}
