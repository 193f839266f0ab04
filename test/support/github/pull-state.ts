import { fullName, type Pull, type Repository } from './state.ts'
import type { World } from './world.ts'

export interface NewPull {
  readonly source: Repository
  readonly headRef: string
  readonly headSha: string
  readonly baseRef: string
  readonly baseSha: string
  readonly title: string
  readonly body: string | null
  readonly isDraft: boolean
  readonly by: string
}

/** Brings the head's objects into the base's repository, as GitHub does for forks, and sets `refs/pull/N/head`. */
export async function placeHead(base: Repository, source: Repository, number: number, sha: string): Promise<void> {
  if (source !== base) await base.git.text(['fetch', '-q', '--no-tags', source.git.folder, sha])
  await base.git.text(['update-ref', `refs/pull/${number}/head`, sha])
}

/** Tries the merge: `refs/pull/N/merge` where it works, `mergeable: false` where it conflicts. */
export async function refreshMergeable({ git }: Repository, pull: Pull): Promise<void> {
  const { headSha, baseRef, number } = pull
  const base = await git.text(['rev-parse', `refs/heads/${baseRef}`])
  const tree = await git.ask(['merge-tree', '--write-tree', base, headSha])
  if (headSha !== pull.headSha) return // pushed meanwhile
  pull.mergeable = tree !== undefined
  if (tree === undefined) return
  const message = `Merge ${headSha} into ${base}`
  const merge = await git.text(['commit-tree', tree, '-p', base, '-p', headSha, '-m', message])
  await git.text(['update-ref', `refs/pull/${number}/merge`, merge])
  pull.mergeCommitSha = merge
}

export async function makePull(world: World, repository: Repository, wanted: NewPull): Promise<Pull> {
  const number = repository.nextNumber++
  const at = world.now()
  const { source, by, ...rest } = wanted
  await placeHead(repository, source, number, wanted.headSha)
  const pull: Pull = {
    ...rest,
    ...{ id: world.nextId(), number, user: by, createdAt: at, updatedAt: at, headRepository: fullName(source), headOwner: source.owner },
    ...{ state: 'open', closedAt: null, mergedAt: null, mergeCommitSha: null, mergeable: null, labels: [] },
  }
  repository.pulls.push(pull)
  return pull
}
