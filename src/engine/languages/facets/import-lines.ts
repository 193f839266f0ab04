import type { Import } from '../source-names.ts'

/** One name of an import line: what it is called there, and here. */
export type ImportedItem = { readonly name: string; readonly local: string | null; readonly isType: boolean }

/** How an old specifier is to be imitated: `resolve` finds what a specifier meant before the change, `moduleOf` names a module. */
export type SpecifierRequest = {
  readonly oldSpecifier: string
  readonly fromPath: string
  readonly target: string
  resolveBefore(specifier: string): string | null
  moduleOf(path: string): string
}

/** How imports are written. */
export type ImportLines = {
  /** A statement that imports these names, in the style of another one in the same text; `null` where that one is of another kind. */
  namesLine(text: string, beside: Import, specifier: string, items: readonly ImportedItem[]): string | null
  /** A statement that imports a whole module under its last name or its whole path; `null` where that cannot be written so. */
  moduleLine(specifier: string, isByLastName: boolean): { readonly line: string; readonly local: string } | null
  /** The specifier of a file, in the manner of an old one: relative or not, with or without extension; `null` when it can't be said. */
  specifierOf(request: SpecifierRequest): string | null
}
