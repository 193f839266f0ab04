import type { ContractChange } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { importedName, resolveExport } from '../../changes/resolve/resolve-export.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import { sitesFromFailure } from '../../changes/uses/sites-from-failure.ts'
import { resolvePath } from '../../changes/uses/string-sites.ts'
import { lastPart, type Trees, type UseSite } from '../../changes/uses/use-site.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import type { Import } from '../../languages/language.ts'
import { renamedTexts } from '../moved/renamed-texts.ts'
import { declined, type RepairContext, reachEdits, type Strategy, type StrategyFinding } from '../strategy.ts'

export const renameSymbol: Strategy = {
  name: 'rename_symbol',
  description:
    'Follows a function, class, method, attribute or constant to its new name, in imports, uses and patch targets; and a text that names something: a key, a command-line option, a variable of the environment, an event.',
  propose: (context) => {
    const { trees } = context
    const declared = context.changes.filter((change) => change.kind === 'renamed').flatMap((change) => findings(context, trees, change))
    return [...declared, ...renamedTexts(context)]
  },
}

function findings(context: RepairContext, trees: Trees, change: ContractChange): readonly StrategyFinding[] {
  return [...context.testFiles.keys()].flatMap((file) =>
    sitesToRename(context, trees, change, file).flatMap((sites) => {
      const edits = renameEdits(change, file, sites, trees)
      return edits === null
        ? declined([change], reason('new-name-not-usable', { file }))
        : reachEdits(file, [change], edits, confidenceOf(change))
    }),
  )
}

/** What reading finds, and what the failure shows beyond that: the same variable alone, and all that may be of its class. */
function sitesToRename({ analysis }: RepairContext, trees: Trees, change: ContractChange, file: string): readonly (readonly UseSite[])[] {
  const { sites } = useSites(change, file, trees)
  const { alike, around } = analysis.fields ? sitesFromFailure(change, file, trees, analysis.fields) : { alike: [], around: [] }
  const joined = [alike, around].map((more) => [...sites, ...more.filter(({ start }) => !sites.some((site) => site.start === start))])
  return alike.length === 0 ? [sites] : joined
}

/** An identical body leaves no doubt; a similar one leaves some. */
export function confidenceOf(change: ContractChange): number {
  return change.similarity === 1 ? 0.98 : 0.8 + 0.15 * change.similarity
}

/** One edit for each site; `null` when one of them can't be written, or the new name is taken in the file. */
function renameEdits(change: ContractChange, path: string, sites: readonly UseSite[], trees: Trees): readonly TextEdit[] | null {
  const [oldName, newName] = [lastPart(change.symbol), change.newSymbol]
  if (newName === null) return null
  const edits: TextEdit[] = []
  for (const site of sites) {
    const replacement = replacementFor(site, change, oldName, newName, path, trees)
    if (replacement === null) return null
    edits.push({ start: site.start, end: site.end, replacement })
  }
  return edits
}

function replacementFor(
  site: UseSite,
  change: ContractChange,
  oldName: string,
  newName: string,
  path: string,
  trees: Trees,
): string | null {
  const file = trees.before.file(path)
  if (file === null || newName === 'default') return null
  switch (site.kind) {
    case 'import_name':
      return importReplacement(file, site.import, change, newName, trees)
    case 'name':
      if (file.bindings().boundNames.has(newName)) return null
      return site.expression.isShorthand ? `${oldName}: ${newName}` : newName
    case 'string':
      return stringReplacement(file, site, oldName, newName, trees)
    case 'key':
      return site.shorthand ? null : newName
    default:
      return newName
  }
}

function importReplacement(file: SourceFile, entry: Import, change: ContractChange, newName: string, trees: Trees): string | null {
  // a package that exports neither name has dropped it: that may be the bug that the test is there to find
  const found = importedName(trees.after, file, entry.specifier, newName)
  if (found === null || (found.kind === 'external' && !isHandedOutByHeir(file, entry, change, newName, trees))) return null
  const isBare = entry.local === entry.imported
  if (isBare && file.bindings().boundNames.has(newName)) return null
  if (entry.imported !== 'default' || entry.importedRange !== null) return newName
  // `import x from` becomes `import { x } from`, if it imports no other names
  const isSole = file.imports().filter((other) => other.statement === entry.statement).length === 1
  return isSole ? `{ ${newName === entry.local ? newName : `${newName} as ${entry.local}`} }` : null
}

/** The file was renamed too, and the new file exports the new name; another strategy edits the module specifier. */
function isHandedOutByHeir(file: SourceFile, { specifier }: Import, change: ContractChange, newName: string, trees: Trees): boolean {
  const isOld = trees.before.resolve(specifier, file) === change.oldFile
  return isOld && change.file !== change.oldFile && resolveExport(trees.after, change.file, newName)?.kind === 'symbol'
}

function stringReplacement(
  file: SourceFile,
  site: Extract<UseSite, { kind: 'string' }>,
  oldName: string,
  newName: string,
  trees: Trees,
): string | null {
  const parts = site.string.value.split('.')
  if (parts[site.index] !== oldName) return null
  if (parts.length === 1) return newName
  // a patched name must be there at the head, or the patch would miss what it means
  const found = resolvePath(trees.after, file, [...parts.slice(0, site.index), newName].join('.')).at(-1)
  return found === null || found === undefined || found.kind === 'unknown' ? null : newName
}
