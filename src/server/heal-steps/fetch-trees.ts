import type { HealJob } from '../../protocol/heal-job.ts'
import { downloadTarball } from '../github/download.ts'
import type { EffectTarget } from '../github/target.ts'
import type { PackedTrees } from '../intake/unpack-trees.ts'

/** The trees that a report is about, one tarball each: each is downloaded, by the server itself, while it is read, and only once. */
export async function fetchTrees(target: EffectTarget, job: HealJob, signal: AbortSignal): Promise<PackedTrees> {
  const { octokit, owner, repo } = target
  const [head, base] = [tarball(target, job.head, signal), tarball(target, job.base, signal)]
  if (job.merge === null) return { head, base, merge: null }
  const basehead = `${job.merge.base}...${job.merge.head}`
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 })
  const ancestor = data.merge_base_commit.sha
  return { head, base, merge: { ancestor: ancestor === job.base ? 'base' : tarball(target, ancestor, signal) } }
}

/** Empty where the commit is gone. Throws `half_answer` where its bytes are not all. */
export async function* tarball(target: EffectTarget, commit: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const download = await downloadTarball(target, commit, signal)
  if (download.outcome === 'there') yield* download.bytes
}
