import type { SyntaxTree } from '../syntax-tree.ts'

/** One tree of the repository, as far as it says what its modules are called. */
export type ModuleTree = {
  /** Every file that an import can mean. */
  readonly paths: ReadonlySet<string>
  /** Manifests and tools' settings, by path. */
  readonly settings: ReadonlyMap<string, string>
  /** The text of a source file or of a setting. */
  text(path: string): string | undefined
  /** Settings that are written as source; `null` where they can't be parsed. */
  syntax(path: string): SyntaxTree | null
}

/**
 * What a module specifier means: a file of the repository, something from outside, or nobody can say without running the project's tools:
 * an alias that is computed, two packages of one name.
 */
export type ModuleTarget = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'external' } | { readonly kind: 'unknown' }

/** Modules as one tree of the repository defines them itself. */
export type ModuleResolver = {
  /** What a specifier means, seen from a file. */
  resolve(specifier: string, fromPath: string): ModuleTarget
  /** How readers name a file's module. */
  moduleOf(path: string): string
}

export const EXTERNAL: ModuleTarget = { kind: 'external' }
export const UNKNOWN_MODULE: ModuleTarget = { kind: 'unknown' }

/** A tree of which nothing but paths is known. */
export function treeOfPaths(paths: ReadonlySet<string>): ModuleTree {
  return { paths, settings: new Map(), text: () => undefined, syntax: () => null }
}
