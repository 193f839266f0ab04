import { isConfiguration } from '../../engine/changes/follow/configuration.ts'
import { isLookedAt, longestText, mayHoldCallers } from '../../engine/changes/possible/caller-paths.ts'
import { isDocument } from '../../engine/diagnosis/sources/author-texts.ts'
import { isTestData, LONGEST_TEST_DATA } from '../../engine/frameworks/test-data.ts'
import { languageOf } from '../../engine/languages/index.ts'
import { mergedTree } from './merged-tree.ts'
import type { ReportCase } from './report-case.ts'
import { type PackedTree, readTree, type Tree } from './tree.ts'

/** The trees of a report as GitHub packed them; empty for one that is gone. `ancestor`: of a merge, the merge base of both sides. */
export type PackedTrees = {
  readonly head: PackedTree
  readonly base: PackedTree
  readonly merge: { readonly ancestor: PackedTree | 'base' } | null
}

/** Manifests that are no configuration and no documents. */
const MANIFEST = /\.(?:txt|in|lock)$/

/** `ancestor`: of a merge, the merge base of both sides. */
export function testedTrees(head: Tree, base: Tree, ancestor: Tree | null): ReportCase['trees'] {
  if (ancestor === null) return { head, tested: head, base }
  const { tree, unclear } = mergedTree(ancestor, base, head)
  const isRead = (path: string) => typeof base.files.get(path)?.text === 'string' || typeof head.files.get(path)?.text === 'string'
  const isClear = [...unclear].every((path) => languageOf(path) === null && !((isDocument(path) || mayHoldCallers(path)) && isRead(path)))
  return { head, tested: { ...tree, isComplete: tree.isComplete && isClear }, base }
}

export function unpackTree(packed: PackedTree): Promise<Tree> {
  return readTree(packed, wanted())
}

/** What else may name code is kept up to this size of all together, in bytes: more than the engine looks at. */
const MOST_OTHERS = 120_000_000
/** Of data that tests read: more than the engine looks at. */
const MOST_DATA = 20_000_000
const BYTES_OF_CHARACTER = 4

function wanted(): (path: string, size: number) => boolean {
  let others = 0
  let data = 0
  return (path, size) => {
    if (size > longestText(path)) return false
    if (isTestData(path) && languageOf(path) === null) {
      if (size > LONGEST_TEST_DATA * BYTES_OF_CHARACTER || data + size > MOST_DATA) return false
      data += size
      return true
    }
    if (languageOf(path) !== null || isDocument(path) || isConfiguration(path) || MANIFEST.test(path)) return true
    if (!mayHoldCallers(path) || !isLookedAt(path, size) || others + size > MOST_OTHERS) return false
    others += size
    return true
  }
}
