import { collectBytes } from '../../engine/archives/collect-bytes.ts'
import type { HealJob } from '../../protocol/heal-job.ts'
import { downloadTarball, type Opened } from '../github/download.ts'
import { readDownload } from '../github/read-download.ts'
import type { EffectTarget } from '../github/target.ts'
import { TREE_LIMITS } from '../intake/tree.ts'
import type { PackedTrees } from '../intake/unpack-trees.ts'

/** The trees that a report is about, one tarball each, fetched by the server itself. */
export async function fetchTrees(target: EffectTarget, job: HealJob, signal: AbortSignal): Promise<PackedTrees> {
  const { octokit, owner, repo } = target
  const fetchOne = async (commit: string): Promise<Uint8Array | null> => {
    const collect = ({ bytes }: Opened) => collectBytes(bytes, TREE_LIMITS.maxPacked)
    const packed = await readDownload(() => downloadTarball(target, commit, signal), collect, signal)
    return packed.outcome === 'gone' ? null : packed.value
  }
  const [head, base] = [await fetchOne(job.head), await fetchOne(job.base)]
  if (job.merge === null) return { head, base, merge: null }
  const basehead = `${job.merge.base}...${job.merge.head}`
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 })
  const ancestor = data.merge_base_commit.sha
  return { head, base, merge: { ancestor: ancestor === job.base ? base : await fetchOne(ancestor) } }
}
