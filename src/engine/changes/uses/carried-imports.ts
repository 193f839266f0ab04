import type { ContractChange } from '../../../model/contract-change.ts'
import type { Import, Range } from '../../languages/language.ts'
import { isModuleMove } from '../compare/module-moves.ts'
import type { SourceFile } from '../resolve/project.ts'
import { readsQuotedNames } from './patching-calls.ts'
import { resolvePath } from './string-sites.ts'
import type { Trees } from './use-site.ts'

/** Where a quoted path is in the file, what it has to be now, and the declaration whose move says so. */
export type CarriedPath = Range & { readonly replacement: string; readonly change: ContractChange }

/**
 * Quoted paths to what a module only imported, such as `'shop.client.time.sleep'`: the declarations that used the import moved, and took it
 * along. A path is none where the old module still has the name, or where its users went to several files.
 */
export function carriedPaths(changes: readonly ContractChange[], file: SourceFile, trees: Trees): readonly CarriedPath[] {
  const moved = changes.filter((change) => change.kind === 'moved' && !isModuleMove(change))
  if (moved.length === 0 || file.language.modules.namedInStringsBy !== 'dottedPath') return []
  return file
    .bindings()
    .calls.filter(readsQuotedNames)
    .flatMap((call) => {
      const string = call.arguments[0]?.value
      if (string?.kind !== 'string') return []
      const parts = string.value.split('.')
      const found = resolvePath(trees.before, file, string.value)
      const at = found.findLastIndex(
        (part, index) => part?.kind === 'module' && moved.some(({ oldFile }) => oldFile === part.file) && index < parts.length - 1,
      )
      const [holder, name] = [found[at], parts[at + 1]]
      if (holder?.kind !== 'module' || name === undefined) return []
      const users = moved.filter((change) => change.oldFile === holder.file && takesAlong(change, name, trees))
      const [target, ...others] = new Set(users.map((change) => change.file))
      const [change] = users
      if (change === undefined || target === undefined || others.length > 0) return []
      const replacement = [trees.after.moduleOf(target), ...parts.slice(at + 1)].join('.')
      return trees.after.resolve(trees.after.moduleOf(target), file) === target
        ? [{ start: string.inside.start, end: string.inside.end, replacement, change }]
        : []
    })
}

/** Whether a declaration used this import where it was, is beside the same one now, and left none behind. */
function takesAlong({ oldFile, symbol, file }: ContractChange, name: string, { before, after }: Trees): boolean {
  const old = before.file(oldFile)
  const entry = old && importOf(old, name)
  if (!old || !entry || isBound(after.file(oldFile), name)) return false
  const isUsed = (old.declared().get(symbol) ?? []).some(({ start, end }) =>
    old
      .bindings()
      .names.some((use) => use.binding?.kind === 'import' && use.binding.import === entry && start <= use.start && use.end <= end),
  )
  const heir = after.file(file)
  const now = heir && importOf(heir, name)
  return isUsed && heir !== null && now?.imported === entry.imported && meansSame(entry, old, now, heir, { before, after })
}

function importOf(file: SourceFile, name: string): Import | undefined {
  return file.imports().find(({ local }) => local === name)
}

/** The same package, or the same file of the repository. */
function meansSame(
  old: Import,
  from: SourceFile,
  now: Import,
  to: SourceFile,
  { before, after }: Pick<Trees, 'after' | 'before'>,
): boolean {
  const [was, is] = [before.resolve(old.specifier, from), after.resolve(now.specifier, to)]
  return was === null ? is === null && old.specifier === now.specifier : was === is
}

function isBound(file: SourceFile | null, name: string): boolean {
  return file !== null && (file.bindings().boundNames.has(name) || file.declared().has(name))
}
