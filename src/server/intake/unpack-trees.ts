import { isConfiguration } from '../../engine/changes/follow/configuration.ts'
import { isDocument } from '../../engine/diagnosis/author-texts.ts'
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

/** Files besides source, documents and configuration whose texts the review reads. */
const MANIFEST = /\.(?:txt|in|lock)$/

const MISSING: Tree = { files: new Map(), isComplete: false }

export async function unpackTrees({ head, base, merge }: PackedTrees): Promise<ReportCase['trees']> {
  const [headTree, baseTree] = [await unpack(head), await unpack(base)]
  if (merge === null) return { head: headTree, tested: headTree, base: baseTree }
  const { tree, unclear } = mergedTree(await unpack(merge.ancestor), baseTree, headTree)
  const isRead = (path: string) => typeof baseTree.files.get(path)?.text === 'string' || typeof headTree.files.get(path)?.text === 'string'
  const isClear = [...unclear].every((path) => languageOf(path) === null && !(isDocument(path) && isRead(path)))
  return { head: headTree, tested: { ...tree, isComplete: tree.isComplete && isClear }, base: baseTree }
}

async function unpack(packed: Uint8Array | null): Promise<Tree> {
  return packed === null ? MISSING : readTree(packed, isWanted)
}

function isWanted(path: string): boolean {
  return languageOf(path) !== null || isDocument(path) || isConfiguration(path) || MANIFEST.test(path)
}
