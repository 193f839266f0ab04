import type { SourceFile } from '../../changes/resolve/project.ts'
import { dottedParts } from '../../changes/resolve/resolve-expression.ts'
import { raisedClasses } from '../../changes/results/raised-class.ts'
import { recordResult } from '../../changes/results/record-result.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import { neededModules } from '../../changes/waiting/needed-modules.ts'
import type { Import, SyntaxNode } from '../../languages/language.ts'
import { isComment, visit } from '../../languages/syntax.ts'
import type { ForeignEdit } from '../foreign-edit.ts'
import { childParts } from './child-parts.ts'
import type { EditedCode } from './edited-code.ts'
import { goneByExample, symbolsOfExamples } from './example-places.ts'
import { imported, isSuccessor, losesTestName } from './successor.ts'

/** Imports that stand together, with the comments between them: inside of a run statements may be added, joined and split. */
export type ImportRun = { readonly statements: readonly SyntaxNode[]; readonly entries: readonly Import[] }

/** What came of each import that is not there any more as it was. */
export type Rebound = ReadonlyMap<Import, Import>

/** The runs of a file in their order. A call that loads a module, such as `require`, is a run of its own. */
export function importRuns(file: SourceFile): readonly ImportRun[] {
  const { importsModule } = file.language.syntax
  const byStatement = Map.groupBy(file.imports(), ({ statement }) => statement)
  const runs: ImportRun[] = []
  const add = (statements: readonly SyntaxNode[]): void => {
    runs.push({ statements, entries: statements.flatMap((one) => byStatement.get(one) ?? []) })
  }
  const read = (node: SyntaxNode): void => {
    for (const { isImports, nodes, first } of childParts(node.children, importsModule)) {
      if (isImports || byStatement.has(first)) add(nodes)
      if (!isImports) read(first)
    }
  }
  read(file.tree.root)
  return runs
}

/**
 * What an edited run binds: the same, but for declared names and places. Compared by what the imports resolve to in the two products,
 * so that a module which only reads alike is another one.
 */
export function rebound(old: ImportRun, now: ImportRun, code: EditedCode): Rebound | ForeignEdit {
  const [gone, added] = [without(old, now, code), without(now, old, code)]
  const pairs = new Map<Import, Import>()
  for (const entry of added) {
    const from = gone.find((one) => !pairs.has(one) && follows(one, entry, old, now, code))
    if (from !== undefined) pairs.set(from, entry)
    else if (!isNewHome(entry, code) && !isNeededByCalls(entry, code) && !isNeededToWait(entry, code) && !isClassOfResult(entry, code))
      return foreignImport(entry, gone, old)
  }
  const lost = gone.find((one) => !pairs.has(one) && !goneByExample(code).includes(one))
  if (lost !== undefined) return { line: lost.line, reason: `the import of '${nameOf(lost)}' was dropped` }
  const kept = (run: ImportRun, changed: readonly Import[]) => run.entries.filter((one) => !changed.includes(one)).map(key(code))
  const isSame = kept(old, gone).join('\n') === kept(now, added).join('\n') && rest(old, code.old) === rest(now, code.now)
  return isSame ? pairs : { line: old.statements[0]?.line ?? 1, reason: 'the imports changed in more than what they import' }
}

function foreignImport(entry: Import, gone: readonly Import[], old: ImportRun): ForeignEdit {
  const line = gone[0]?.line ?? old.statements[0]?.line ?? entry.line
  return { line, reason: `the import of '${nameOf(entry)}' is not one that the source declares` }
}

function nameOf({ imported: name, specifier }: Import): string {
  return name ?? specifier
}

function key({ old, now }: EditedCode): (entry: Import) => string {
  return (entry) => {
    const file = old.imports().includes(entry) ? old : now
    return [entry.specifier, entry.imported, entry.local, entry.bindsRoot, entry.reexport, isTypeOnly(file, entry)].join(' ')
  }
}

function without(run: ImportRun, other: ImportRun, code: EditedCode): readonly Import[] {
  const left = other.entries.map(key(code))
  return run.entries.filter((entry) => {
    const at = left.indexOf(key(code)(entry))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function follows(from: Import, to: Import, oldRun: ImportRun, nowRun: ImportRun, code: EditedCode): boolean {
  const { old, now, trees, changes } = code
  if (from.reexport !== to.reexport || isTypeOnly(old, from) !== isTypeOnly(now, to)) return false
  if (fencesBefore(from, oldRun) !== fencesBefore(to, nowRun)) return false
  if (!keepsLocal(from, to) || !mayBind(from.local, to.local, old)) return false
  const [before, after] = [imported(trees.before, old, from), imported(trees.after, now, to)]
  return isSuccessor(before, after, changes, trees) || areAllMoved(from, after?.kind === 'module' ? after.file : null, code)
}

/** A name of its own stays; a name that is the imported one, or the module's, becomes the new one. */
function keepsLocal(from: Import, to: Import): boolean {
  if (from.local === to.local) return true
  const isBare = (one: Import): boolean => one.local === one.imported || (one.imported === null && one.local !== null)
  return isBare(from) && isBare(to) && (from.imported === null) === (to.imported === null)
}

/** A name that the file says already would come to mean something else. */
function mayBind(from: string | null, to: string | null, old: SourceFile): boolean {
  if (to === null || from === to) return true
  if (from !== null && losesTestName(from, to)) return false
  const { boundNames, names } = old.bindings()
  return !boundNames.has(to) && !names.some(({ name }) => name === to)
}

/** What runs or binds by its order: star imports, and imports for their side effects. */
function fencesBefore(entry: Import, { entries }: ImportRun): number {
  const isFence = (one: Import): boolean => one.imported === '*' || (one.local === null && !one.reexport)
  return entries.slice(0, entries.indexOf(entry)).filter(isFence).length
}

/** A module that is no longer imported because all that the file used of it moved to one other module. */
function areAllMoved(from: Import, target: string | null, { old, trees, changes }: EditedCode): boolean {
  if (target === null || from.local === null) return false
  const moved = changes.filter(({ kind, file }) => kind === 'moved' && file === target)
  const roots = new Set(
    moved
      .flatMap((change) => useSites(change, old.path, trees).sites)
      .flatMap((site) => (site.kind === 'member' ? (dottedParts(site.expression)?.root.start ?? []) : [])),
  )
  const uses = old.bindings().names.filter(({ binding }) => binding?.kind === 'import' && binding.import === from)
  return uses.length > 0 && uses.every(({ start }) => roots.has(start))
}

/** The module that something moved to, beside the one that it was read from and that the file needs for the rest. */
function isNewHome(entry: Import, { old, now, trees, changes }: EditedCode): boolean {
  const module = imported(trees.after, now, entry)
  if (module?.kind !== 'module' || entry.local === null) return false
  const isFrom = ({ oldFile }: { readonly oldFile: string }): boolean =>
    old.imports().some((one) => {
      const before = imported(trees.before, old, one)
      return before?.kind === 'module' && before.file === oldFile
    })
  if (!changes.some((change) => change.kind === 'moved' && change.file === module.file && isFrom(change))) return false
  const isRootKnown = entry.bindsRoot && old.imports().some(({ bindsRoot, local }) => bindsRoot && local === entry.local)
  return isRootKnown || mayBind(null, entry.local, old)
}

/** The class that a changed callable takes its arguments in now, or what adapted callers give a new parameter. */
function isNeededByCalls(entry: Import, code: EditedCode): boolean {
  const { old, now, trees, changes } = code
  const found = imported(trees.after, now, entry)
  if (found?.kind !== 'symbol' || entry.local !== entry.imported) return false
  const isGroup = changes.some(({ group }) => group?.side === 'after' && group.type?.file === found.file && group.type.name === found.name)
  return (isGroup || isShown()) && mayBind(null, entry.local, old)

  function isShown(): boolean {
    return symbolsOfExamples(code).some(({ file, name }) => found?.kind === 'symbol' && file === found.file && name === found.name)
  }
}

/** The class of an exception that is raised in place of another, or of a record that comes back. */
function isClassOfResult(entry: Import, { old, now, trees, changes }: EditedCode): boolean {
  const found = imported(trees.after, now, entry)
  if (found?.kind !== 'symbol' || entry.local !== entry.imported) return false
  const isClass = changes.some((change) => {
    const home = raisedClasses(change, trees)?.now.home ?? recordResult(change, trees)?.record?.home
    return home?.file === found.file && home.name === found.name
  })
  return isClass && mayBind(null, entry.local, old)
}

/** The module that runs an event loop, or whose decorator lets a test wait. */
function isNeededToWait({ specifier, imported: name, local }: Import, { old, waits }: EditedCode): boolean {
  return name === null && local === specifier && neededModules(waits).has(specifier) && mayBind(null, local, old)
}

/** Only for the compiler: nothing is bound when the test runs. */
function isTypeOnly(file: SourceFile, { statement, item }: Import): boolean {
  const text = ({ start, end }: SyntaxNode): string => file.text.slice(start, end)
  return /^(?:import|export)\s+type\b(?!\s*,|\s+from)/.test(text(statement)) || /^type\s+\w/.test(text(item))
}

/** What a run says beside its names and modules: comments in their order, attributes, other words. */
function rest({ statements, entries }: ImportRun, file: SourceFile): string {
  const named = new Set(
    entries.flatMap(({ importedRange, localRange, specifierRange }) =>
      [importedRange, localRange, specifierRange].flatMap((range) => (range === null ? [] : [range])),
    ),
  )
  const words: string[] = []
  const comments: string[] = []
  for (const statement of statements)
    visit(statement, (node) => {
      if ([...named].some(({ start, end }) => start <= node.start && node.end <= end)) return false
      const text = file.text.slice(node.start, node.end)
      if (isComment(node)) comments.push(text)
      else if (node.children.length === 0 && /\w/.test(text) && !PLAIN.test(text)) words.push(text)
      return true
    })
  return [...comments, '', ...words.toSorted()].join('\n')
}

const PLAIN = /^(?:import|from|as|type|export)$/
