import type { Change, Tree } from './change.ts'

/** A repository that is developed, and what can happen to it. */
export type DevelopedCodeBase = {
  readonly name: 'ledger' | 'storefront'
  readonly fixture: string
  readonly framework: 'pytest' | 'vitest'
  readonly changes: readonly Change[]
  /** Words that may be renamed, each with names that people would find better. */
  readonly names: readonly (readonly [word: string, ...better: string[]])[]
  /** Modules that may get another name, as paths. */
  readonly modules: readonly (readonly [path: string, ...better: string[]])[]
  /** Every text with a module under its new path. */
  importsOf(texts: Tree, old: string, now: string): Tree
}

const TEST = /^tests?\//

export const isTestFile = (path: string): boolean => TEST.test(path)
