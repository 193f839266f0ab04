import type { Import } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { importedName, type SymbolRef } from '../resolve/resolve-export.ts'
import { type ResolvedValue, resolveExpression } from '../resolve/resolve-expression.ts'
import { readsQuotedNames } from './patching-calls.ts'
import { stringSites } from './string-sites.ts'
import type { Trees, UseSite } from './use-site.ts'

/** Uses of a top-level declaration: imports and the names they bind, `module.name`, dotted strings. */
export function symbolSites(file: SourceFile, trees: Trees, target: SymbolRef): readonly UseSite[] {
  const isTarget = (denotation: ResolvedValue): boolean =>
    denotation.kind === 'symbol' && denotation.file === target.file && denotation.name === target.name
  const broken = new Set(file.imports().filter((entry) => isBrokenImport(file, trees, entry, isTarget)))
  const { names, memberAccesses } = file.bindings()
  return [
    ...[...broken].flatMap((entry) => importSite(file, entry)),
    ...names.flatMap((expression) => {
      const { binding } = expression
      const isBound = binding?.kind === 'import' && broken.has(binding.import) && binding.import.local === binding.import.imported
      const isStarred =
        binding === null && isTarget(resolveExpression(trees.before, file, expression)) && !isFound(trees.after, file, expression)
      return isBound || isStarred ? [{ kind: 'name' as const, expression, ...siteAt(file, expression) }] : []
    }),
    ...memberAccesses.flatMap((expression) =>
      isTarget(resolveExpression(trees.before, file, expression)) && !isFound(trees.after, file, expression)
        ? [{ kind: 'member' as const, expression, ...siteAt(file, expression.nameRange) }]
        : [],
    ),
    ...stringSites(file, trees, isTarget),
    ...mockedKeys(file, trees, isTarget),
  ]
}

function isBrokenImport(file: SourceFile, trees: Trees, entry: Import, isTarget: (denotation: ResolvedValue) => boolean): boolean {
  if (entry.imported === null || entry.imported === '*') return false
  const before = importedName(trees.before, file, entry.specifier, entry.imported)
  if (before === null || before.kind === 'hidden' || !isTarget(before)) return false
  return importedName(trees.after, file, entry.specifier, entry.imported) === null || !resolves(trees.after, file, entry.specifier)
}

function resolves(project: Project, file: SourceFile, specifier: string): boolean {
  return project.resolve(specifier, file) !== null
}

function importSite(file: SourceFile, entry: Import): readonly UseSite[] {
  // a default import has no name but the one that it gets
  const range = entry.importedRange ?? entry.localRange
  return range === null ? [] : [{ kind: 'import_name', import: entry, ...siteAt(file, range) }]
}

function isFound(project: Project, file: SourceFile, expression: Parameters<typeof resolveExpression>[2]): boolean {
  const { kind } = resolveExpression(project, file, expression)
  return kind !== 'unknown' && kind !== 'external'
}

/** Keys of a mocked module's exports: `vi.mock('./a', () => ({ name: … }))`. */
function mockedKeys(file: SourceFile, trees: Trees, isTarget: (denotation: ResolvedValue) => boolean): readonly UseSite[] {
  return file.bindings().calls.flatMap((call) => {
    const [module, factory] = call.arguments.map((argument) => argument.value)
    const isMock = call.callee.kind === 'member' && /^(mock|doMock)$/.test(call.callee.name) && readsQuotedNames(call)
    const result = factory?.kind === 'function' ? factory.result : null
    if (!isMock || module?.kind !== 'string' || result?.kind !== 'object') return []
    const isGone = !resolves(trees.after, file, module.value)
    return result.keys.flatMap((key) => {
      const before = importedName(trees.before, file, module.value, key.name)
      const isLost = isGone || importedName(trees.after, file, module.value, key.name) === null
      const isBroken = before?.kind === 'symbol' && isTarget(before) && isLost
      return isBroken ? [{ kind: 'key' as const, shorthand: key.shorthand, ...siteAt(file, key.range) }] : []
    })
  })
}

/** File, range, line and text of a site. */
export function siteAt(file: SourceFile, { start, end }: { readonly start: number; readonly end: number }) {
  return { file: file.path, start, end, line: lineAt(file.text, start), text: file.text.slice(start, end) }
}
