import type { ContractChange } from '../../../model/contract-change.ts'
import type { FileChange } from '../../../model/file-change.ts'
import type { Parsers } from '../../languages/parsers.ts'
import type { Comparison } from '../pairing/comparison.ts'
import { createDeclarationIndex, type DeclarationIndex, type LocatedDeclaration } from '../pairing/declaration-index.ts'
import { findLikelyPairs } from '../pairing/likely-pairs.ts'
import { membersOf, topLevel } from '../pairing/nesting.ts'
import { type Pair, pairDeclarations } from '../pairing/pair-declarations.ts'
import { type FilePair, pairFiles } from '../pairing/pair-files.ts'
import { swappedBodies } from '../pairing/swapped-bodies.ts'
import { importablePaths } from '../resolve/importable-paths.ts'
import { createProject, type Project, type SourceFile } from '../resolve/project.ts'
import { describePairs } from './describe-pairs.ts'
import { moduleMoves } from './module-moves.ts'

/** All paths of the two trees and what they call their modules, so that those resolve whose texts did not change. */
export type TreeLayouts = {
  readonly headPaths: ReadonlySet<string> | readonly string[]
  readonly basePaths: ReadonlySet<string> | readonly string[]
  readonly headSettings?: ReadonlyMap<string, string>
  readonly baseSettings?: ReadonlyMap<string, string>
}

/**
 * The declared changes of a commit in what callers may rely on, read from its product files (the caller filters out tests).
 * What is ambiguous is left out or stays `removed`; files with new syntax errors say nothing.
 */
export function contractChanges(changes: readonly FileChange[], parsers: Parsers, trees: TreeLayouts): readonly ContractChange[] {
  const base = createProject(textsOf(changes, 'before'), parsers, { paths: trees.basePaths, settings: trees.baseSettings })
  const head = createProject(textsOf(changes, 'after'), parsers, {
    paths: importablePaths(trees.headPaths, trees.basePaths),
    settings: trees.headSettings,
  })
  const readable = changes.filter((change) => isReadable(base, head, change))
  const [before, after] = [sources(base, readable), sources(head, readable)]
  const [baseSide, headSide] = [createDeclarationIndex(before, base), createDeclarationIndex(after, head)]
  const files = pairFiles(before, after, base, head)
  const matched = matchDeclarations(before, after, files, baseSide, headSide)
  const compared = { base, head, baseSide, headSide, files, ...matched }
  let likely: readonly Pair[] | null = null
  const comparison: Comparison = { ...compared, likelyPairs: () => (likely ??= findLikelyPairs(compared)) }
  return [...moduleMoves(comparison), ...describePairs(comparison)]
}

function textsOf(changes: readonly FileChange[], side: 'before' | 'after'): ReadonlyMap<string, string> {
  return new Map(changes.flatMap((change) => (change[side] === null ? [] : [[change.path, change[side]] as const])))
}

/** No new syntax errors: what our grammar can't parse, it can't parse on either side. */
function isReadable(base: Project, head: Project, { path, before, after }: FileChange): boolean {
  const errors = (project: Project): number => project.file(path)?.tree.errors.length ?? Number.POSITIVE_INFINITY
  const allowed = before === null || after === null ? 0 : errors(base)
  return (before === null || errors(base) <= allowed) && (after === null || errors(head) <= allowed)
}

function sources(project: Project, changes: readonly FileChange[]): readonly SourceFile[] {
  return changes.flatMap((change) => project.file(change.path) ?? [])
}

function matchDeclarations(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
  files: readonly FilePair[],
  base: DeclarationIndex,
  head: DeclarationIndex,
): { readonly pairs: readonly Pair[]; readonly removed: readonly LocatedDeclaration[] } {
  const [old, fresh] = [before.flatMap(topLevel), after.flatMap(topLevel)]
  const stayed = files.flatMap((pair) => sameNames(topLevel(pair.before), topLevel(pair.after)))
  const changed = pairDeclarations(unpaired(old, stayed, 'before'), unpaired(fresh, stayed, 'after'), base, head)
  const top = withoutTakenOver([...stayed, ...changed], old, fresh, base, head)
  const members = top.pairs.filter(areClasses).flatMap((pair) => memberPairs(pair, base, head))
  const pairs = [...top.pairs, ...members.flatMap((member) => member.pairs)]
  return {
    pairs,
    removed: [
      ...unpaired(old, top.pairs, 'before').filter((placed) => !top.doubtful.has(placed)),
      ...members.flatMap((member) => member.removed),
    ],
  }
}

function memberPairs(
  owner: Pair,
  base: DeclarationIndex,
  head: DeclarationIndex,
): { readonly pairs: readonly Pair[]; readonly removed: readonly LocatedDeclaration[] } {
  const [old, fresh] = [membersOf(owner.before), membersOf(owner.after)]
  const stayed = sameNames(old, fresh)
  const changed = pairDeclarations(unpaired(old, stayed, 'before'), unpaired(fresh, stayed, 'after'), base, head)
  const clear = withoutTakenOver([...stayed, ...changed], old, fresh, base, head)
  const inner = clear.pairs.filter(areClasses).map((pair) => memberPairs(pair, base, head))
  return {
    pairs: [...clear.pairs, ...inner.flatMap((member) => member.pairs)],
    removed: [
      ...unpaired(old, clear.pairs, 'before').filter((placed) => !clear.doubtful.has(placed)),
      ...inner.flatMap((member) => member.removed),
    ],
  }
}

/** Names that swapped or passed on their bodies say nothing clear: all that is involved is left out. */
function withoutTakenOver(
  pairs: readonly Pair[],
  old: readonly LocatedDeclaration[],
  fresh: readonly LocatedDeclaration[],
  base: DeclarationIndex,
  head: DeclarationIndex,
) {
  const doubtful = swappedBodies(pairs, old, fresh, base, head)
  return { doubtful, pairs: pairs.filter((pair) => !doubtful.has(pair.before) && !doubtful.has(pair.after)) }
}

function sameNames(old: readonly LocatedDeclaration[], fresh: readonly LocatedDeclaration[]): readonly Pair[] {
  const byName = new Map(fresh.map((placed) => [placed.declaration.name, placed]))
  return old.flatMap((before) => {
    const after = byName.get(before.declaration.name)
    return after === undefined ? [] : [{ before, after, similarity: 1 }]
  })
}

function unpaired(all: readonly LocatedDeclaration[], pairs: readonly Pair[], side: 'before' | 'after'): readonly LocatedDeclaration[] {
  const taken = new Set(pairs.map((pair) => pair[side].declaration))
  return all.filter((placed) => !taken.has(placed.declaration))
}

/** Classes, and interfaces or enums, which have members too. */
function areClasses({ before, after }: Pair): boolean {
  return before.declaration.kind === after.declaration.kind && /^(class|type)$/.test(before.declaration.kind)
}
