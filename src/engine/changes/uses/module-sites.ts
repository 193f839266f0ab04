import type { ContractChange } from '../../../model/contract-change.ts'
import type { Import } from '../../languages/language.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { importedName } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { readsQuotedNames } from './patching-calls.ts'
import { resolvePath } from './string-sites.ts'
import { siteAt } from './symbol-sites.ts'
import type { Trees, UseSite } from './use-site.ts'

/** Calls that take a module specifier of JavaScript, and those that take a dotted path of Python. */
const TAKES_SPECIFIER = /^(mock|unmock|doMock|dontMock|doUnmock|requireActual|requireMock|importActual|importMock|setMock|require|import)$/
const TAKES_PATH = /^(patch|setattr|delattr|dict|multiple|import_module|importorskip|resolve_name)$/

/** Uses of a module that has moved: its specifiers, the name it is imported by, dotted paths through it. */
export function moduleSites(change: ContractChange, file: SourceFile, trees: Trees): readonly UseSite[] {
  const isModule = (project: Project, specifier: string): boolean => project.resolve(specifier, file) === change.oldFile
  const isGone = (specifier: string): boolean => trees.after.resolve(specifier, file) === null
  const broken = file.imports().filter((entry) => isModule(trees.before, entry.specifier) && isGone(entry.specifier))
  const named = file.imports().filter((entry) => isModuleName(change, file, trees, entry))
  const { names, memberAccesses } = file.bindings()
  return [
    ...broken.map((entry) => ({ kind: 'import_module' as const, import: entry, ...siteAt(file, entry.specifierRange) })),
    ...named.flatMap((entry) =>
      entry.importedRange === null ? [] : [{ kind: 'import_name' as const, import: entry, ...siteAt(file, entry.importedRange) }],
    ),
    ...names.flatMap((expression) =>
      expression.binding?.kind === 'import' &&
      named.includes(expression.binding.import) &&
      expression.binding.import.local === expression.binding.import.imported
        ? [{ kind: 'name' as const, expression, ...siteAt(file, expression) }]
        : [],
    ),
    ...memberAccesses.flatMap((expression) => {
      const before = resolveExpression(trees.before, file, expression)
      const isMoved =
        before.kind === 'module' && before.file === change.oldFile && resolveExpression(trees.after, file, expression).kind !== 'module'
      return isMoved ? [{ kind: 'member' as const, expression, ...siteAt(file, expression.nameRange) }] : []
    }),
    ...stringUses(change, file, trees),
  ]
}

/** `from package import module`. */
function isModuleName(change: ContractChange, file: SourceFile, trees: Trees, entry: Import): boolean {
  if (entry.imported === null || entry.imported === '*') return false
  const before = importedName(trees.before, file, entry.specifier, entry.imported)
  return (
    before?.kind === 'module' &&
    before.file === change.oldFile &&
    importedName(trees.after, file, entry.specifier, entry.imported)?.kind !== 'module'
  )
}

function stringUses(change: ContractChange, file: SourceFile, trees: Trees): readonly UseSite[] {
  return file
    .bindings()
    .calls.filter(readsQuotedNames)
    .flatMap((call): readonly UseSite[] => {
      const name = call.callee.kind === 'name' || call.callee.kind === 'member' ? call.callee.name : ''
      const string = call.arguments[0]?.value
      if (string?.kind !== 'string') return []
      if (file.language.modules.namedInStringsBy === 'specifier') {
        const resolved = TAKES_SPECIFIER.test(name) ? trees.before.resolve(string.value, file) : null
        const isImport = file.imports().some((entry) => entry.specifierRange.start === string.inside.start)
        const isGone = trees.after.resolve(string.value, file) === null
        return resolved === change.oldFile && isGone && !isImport ? [{ kind: 'specifier', string, ...siteAt(file, string.inside) }] : []
      }
      if (!TAKES_PATH.test(name)) return []
      const index = resolvePath(trees.before, file, string.value).findIndex(
        (part) => part?.kind === 'module' && part.file === change.oldFile,
      )
      const isGone = resolvePath(trees.after, file, string.value)[index]?.kind !== 'module'
      return index >= 0 && isGone ? [{ kind: 'string', string, index, ...siteAt(file, string.inside) }] : []
    })
}
