import type { ContractChange } from '../../../model/contract-change.ts'
import type { ExpressionOf, Import, Range } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { resolveExport, type SymbolRef } from '../resolve/resolve-export.ts'

/** Both trees, each with the head's test files over its product files. */
export type Trees = {
  readonly before: Project
  readonly after: Project
  /** The product files of the head. */
  readonly product: readonly string[]
}

/** One place that uses a changed contract in its old form; the range is the token that says so, and a call's whole. */
export type UseSite = Range & { readonly file: string; readonly line: number; readonly text: string } & (
    | { readonly kind: 'import_name'; readonly import: Import }
    | { readonly kind: 'import_module'; readonly import: Import }
    | { readonly kind: 'name'; readonly expression: ExpressionOf<'name'> }
    | { readonly kind: 'member'; readonly expression: ExpressionOf<'member'> }
    /** Of a dotted path or a member's name in quotes; `path` is the whole and `index` the segment. */
    | { readonly kind: 'string'; readonly string: ExpressionOf<'string'>; readonly index: number }
    /** A module specifier in quotes. */
    | { readonly kind: 'specifier'; readonly string: ExpressionOf<'string'> }
    | { readonly kind: 'key'; readonly shorthand: boolean }
    /** A text that names something; `isExpected`: what came out of the product is asked for it. */
    | { readonly kind: 'text'; readonly isExpected: boolean }
    | { readonly kind: 'declaration' }
    | { readonly kind: 'call'; readonly call: ExpressionOf<'call'> }
  )

/**
 * A place that uses an old contract. `isPossible`: only its name says so, and it may as well mean something else: a receiver of an
 * unknown type, a string, a key.
 */
export type UnresolvedUse = { readonly file: string; readonly line: number; readonly text: string; readonly isPossible?: true }

export type UseSites = { readonly sites: readonly UseSite[]; readonly doubtful: readonly UnresolvedUse[] }

/** The declaration that a change is about, as the base has it. */
export function changedSymbol(change: ContractChange, before: Project): SymbolRef | null {
  const [top = '', ...rest] = change.symbol.split('.')
  const found = resolveExport(before, change.oldFile, top) ?? declaredIn(before, change.oldFile, top)
  return found?.kind === 'symbol' ? { ...found, name: [found.name, ...rest].join('.') } : null
}

/** Exported as the default, under no name of its own. */
function declaredIn(before: Project, path: string, name: string): SymbolRef | null {
  return before.file(path)?.declared().has(name) === true ? { kind: 'symbol', file: path, name } : null
}

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** The same place, of which only the name is known. */
export function asPossible(use: UnresolvedUse): UnresolvedUse {
  return { ...use, isPossible: true }
}

/** A place for a reader: its line, whole. */
export function unresolvedAt(file: Pick<SourceFile, 'path' | 'text'>, range: Range): UnresolvedUse {
  const { text, path } = file
  const start = text.lastIndexOf('\n', range.start - 1) + 1
  const end = text.indexOf('\n', range.start)
  return { file: path, line: lineAt(text, range.start), text: text.slice(start, end === -1 ? undefined : end).trim() }
}
