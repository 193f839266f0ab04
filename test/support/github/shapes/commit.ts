import type { Commit } from '../commit-object.ts'
import { verificationOf } from '../commit-object.ts'
import { fullName, type Repository } from '../state.ts'
import type { World } from '../world.ts'

/** A commit as the git data operations answer it. */
export function gitCommitShape(world: World, repository: Repository, commit: Commit) {
  const api = `${world.apiUrl}/repos/${fullName(repository)}`
  const html = `${world.url}/${fullName(repository)}/commit`
  return {
    ...{
      sha: commit.sha,
      node_id: `C_${commit.sha}`,
      url: `${api}/git/commits/${commit.sha}`,
      html_url: `${html}/${commit.sha}`,
      message: commit.message,
    },
    ...{ author: commit.author, committer: commit.committer, verification: verificationOf(commit) },
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/git/commits/${sha}`, html_url: `${html}/${sha}` })),
  }
}

/** A commit as everything else answers it. */
export function commitShape(world: World, repository: Repository, commit: Commit) {
  const { sha, node_id, html_url, message, author, committer, verification, tree, parents } = gitCommitShape(world, repository, commit)
  const url = `${world.apiUrl}/repos/${fullName(repository)}/commits/${sha}`
  return {
    sha,
    node_id,
    url,
    html_url,
    commit: { url, author, committer, message, tree, comment_count: 0, verification },
    author: null,
    committer: null,
    parents,
  }
}
