import type { Project } from '../resolve/project.ts'
import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import type { Pair } from './pair-declarations.ts'
import type { FilePair } from './pair-files.ts'

/** What paired and what is left, with all that is needed to describe it. */
export type Compared = {
  readonly base: Project
  readonly head: Project
  readonly baseSide: DeclarationIndex
  readonly headSide: DeclarationIndex
  readonly files: readonly FilePair[]
  readonly pairs: readonly Pair[]
  readonly removed: readonly LocatedDeclaration[]
}

/** The same, with pairs by likeness where names can't be followed with certainty; found at the first call. */
export type Comparison = Compared & { likelyPairs(): readonly Pair[] }
