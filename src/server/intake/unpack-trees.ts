import { isConfiguration } from '../../engine/changes/follow/configuration.ts'
import { isLookedAt, longestText, mayHoldCallers } from '../../engine/changes/possible/caller-paths.ts'
import { isDocument } from '../../engine/diagnosis/sources/author-texts.ts'
import { languageOf } from '../../engine/languages/index.ts'
import { mergedTree } from './merged-tree.ts'
import type { ReportCase } from './report-case.ts'
import { readTree, type Tree } from './tree.ts'

/** The trees of a report as GitHub packed them; `null` for one that is too large. `ancestor`: of a merge, the merge base of both sides. */
export type PackedTrees = {
  readonly head: Uint8Array | null
  readonly base: Uint8Array | null
  readonly merge: { readonly ancestor: Uint8Array | null } | null
}

/** One report that has not been unpacked yet: what goes into the process that checks it. */
export type PackedReportCase = Omit<ReportCase, 'trees'> & { readonly packed: PackedTrees }

/** Manifests that are no configuration and no documents. */
const MANIFEST = /\.(?:txt|in|lock)$/

const MISSING: Tree = { files: new Map(), isComplete: false }

export async function unpackTrees({ head, base, merge }: PackedTrees): Promise<ReportCase['trees']> {
  const [headTree, baseTree] = [await unpack(head), await unpack(base)]
  if (merge === null) return { head: headTree, tested: headTree, base: baseTree }
  const { tree, unclear } = mergedTree(await unpack(merge.ancestor), baseTree, headTree)
  const isRead = (path: string) => typeof baseTree.files.get(path)?.text === 'string' || typeof headTree.files.get(path)?.text === 'string'
  const isClear = [...unclear].every((path) => languageOf(path) === null && !((isDocument(path) || mayHoldCallers(path)) && isRead(path)))
  return { head: headTree, tested: { ...tree, isComplete: tree.isComplete && isClear }, base: baseTree }
}

async function unpack(packed: Uint8Array | null): Promise<Tree> {
  return packed === null ? MISSING : readTree(packed, wanted())
}

/** What else may name code is kept up to this size of all together, in bytes: more than the engine looks at. */
const MOST_OTHERS = 120_000_000

function wanted(): (path: string, size: number) => boolean {
  let others = 0
  return (path, size) => {
    if (size > longestText(path)) return false
    if (languageOf(path) !== null || isDocument(path) || isConfiguration(path) || MANIFEST.test(path)) return true
    if (!mayHoldCallers(path) || !isLookedAt(path, size) || others + size > MOST_OTHERS) return false
    others += size
    return true
  }
}
