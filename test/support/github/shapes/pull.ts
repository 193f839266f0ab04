import { fullName, type Pull, type Repository } from '../state.ts'
import type { World } from '../world.ts'
import { repositoryShape } from './repository.ts'
import { idOf, userShape } from './user.ts'

export const labelShape = (name: string) => ({
  id: idOf(name),
  node_id: `L_${name}`,
  name,
  color: 'ededed',
  default: false,
  description: '',
})

/** The few fields of a pull request that runs and checks carry. */
export function pullReference(world: World, repository: Repository, pull: Pull) {
  const repo = { id: repository.id, url: `${world.apiUrl}/repos/${fullName(repository)}`, name: repository.name }
  return {
    ...{ id: pull.id, number: pull.number, url: `${repo.url}/pulls/${pull.number}` },
    head: { ref: pull.headRef, sha: pull.headSha, repo },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo },
  }
}

/** What GitHub names in `pull_requests`: open ones of this head, never those of a fork. */
export function pullsOfHead(repository: Repository, sha: string): readonly Pull[] {
  return repository.pulls.filter((pull) => pull.state === 'open' && pull.headSha === sha && pull.headRepository === fullName(repository))
}

export function pullShape(world: World, repository: Repository, pull: Pull) {
  const address = `${world.url}/${fullName(repository)}/pull/${pull.number}`
  const head = pull.headRepository === null ? undefined : world.repositories.get(pull.headRepository)
  const side = (owner: string, ref: string, sha: string, repo: Repository | undefined) => ({
    ...{ label: `${owner}:${ref}`, ref, sha, user: userShape(owner), repo: repo === undefined ? null : repositoryShape(world, repo) },
  })
  const comments = repository.comments.filter(({ number }) => number === pull.number).length
  return {
    ...{ id: pull.id, node_id: `PR_${pull.id}`, number: pull.number, state: pull.state, locked: false, title: pull.title, body: pull.body },
    ...{
      url: `${world.apiUrl}/repos/${fullName(repository)}/pulls/${pull.number}`,
      html_url: address,
      user: userShape(pull.user),
      draft: pull.isDraft,
    },
    ...{
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: pull.closedAt,
      merged_at: pull.mergedAt,
      labels: pull.labels.map(labelShape),
    },
    head: side(pull.headOwner, pull.headRef, pull.headSha, head),
    base: side(repository.owner, pull.baseRef, pull.baseSha, repository),
    ...{
      merged: pull.mergedAt !== null,
      mergeable: pull.state === 'open' ? pull.mergeable : null,
      merge_commit_sha: pull.mergeCommitSha,
      comments,
    },
    mergeable_state: pull.mergeable === null ? 'unknown' : pull.mergeable ? 'clean' : 'dirty',
  }
}
