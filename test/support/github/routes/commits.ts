import { readCommit, readCommits } from '../commit-object.ts'
import { type DiffFile, diffFiles, EMPTY_TREE } from '../diff.ts'
import { type Call, type Handlers, notFound } from '../route.ts'
import { commitShape } from '../shapes/commit.ts'
import { pullShape } from '../shapes/pull.ts'
import { fullName } from '../state.ts'

async function shasBetween(call: Call, range: readonly string[]): Promise<readonly string[]> {
  return (await call.repository.git.text(['rev-list', ...range])).split('\n').filter((line) => line !== '')
}

export async function commitsBetween(call: Call, range: readonly string[]) {
  return commitsOf(call, await shasBetween(call, range))
}

async function commitsOf(call: Call, shas: readonly string[]) {
  const commits = await readCommits(call.repository.git, shas)
  return commits.flatMap((commit) => (commit === undefined ? [] : [commitShape(call.world, call.repository, commit)]))
}

export function filesShape(call: Call, files: readonly DiffFile[], ref: string) {
  const name = fullName(call.repository)
  return files.map((file) => ({
    ...file,
    ...{
      blob_url: `${call.world.url}/${name}/blob/${ref}/${encodeURI(file.filename)}`,
      raw_url: `${call.world.url}/${name}/raw/${ref}/${encodeURI(file.filename)}`,
    },
    contents_url: `${call.world.apiUrl}/repos/${name}/contents/${encodeURI(file.filename)}?ref=${ref}`,
  }))
}

async function getCommit(call: Call) {
  const commit = await readCommit(call.repository.git, call.params['ref'] ?? '')
  if (commit === undefined) throw notFound()
  if (call.accept.includes('sha')) return { status: 200, bytes: Buffer.from(commit.sha), headers: { 'content-type': 'text/plain' } }
  const files = await diffFiles(call.repository.git, commit.parents[0] ?? EMPTY_TREE, commit.sha)
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0)
  const stats = { additions: sum('additions'), deletions: sum('deletions'), total: sum('additions') + sum('deletions') }
  const { items, headers } = call.page(filesShape(call, files, commit.sha))
  return { status: 200, headers, body: { ...commitShape(call.world, call.repository, commit), stats, files: items } }
}

async function listCommits(call: Call) {
  const head = await readCommit(call.repository.git, call.query.get('sha') ?? call.repository.defaultBranch)
  if (head === undefined) throw notFound()
  const path = call.query.get('path')
  const { items, headers } = call.page(await commitsBetween(call, [head.sha, '--max-count=250', ...(path === null ? [] : ['--', path])]))
  return { status: 200, headers, body: items }
}

async function compare(call: Call) {
  const { git } = call.repository
  const { base: from = '', head: to = '' } = call.params
  const strip = (name: string) => name.replace(/^[^:]+:/, '')
  const [base, head] = await readCommits(git, [strip(from), strip(to)])
  if (base === undefined || head === undefined) throw notFound()
  const mergeBase = await git.ask(['merge-base', base.sha, head.sha])
  const common = mergeBase === undefined ? undefined : await readCommit(git, mergeBase)
  if (common === undefined) throw notFound()
  const counts = await git.text(['rev-list', '--left-right', '--count', `${base.sha}...${head.sha}`])
  const [behind = 0, ahead = 0] = counts.split('\t').map(Number)
  const status = ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical'
  const { items, headers } = call.page(await shasBetween(call, ['--reverse', `${base.sha}..${head.sha}`]))
  const files = filesShape(call, await diffFiles(git, common.sha, head.sha), head.sha)
  const shape = (commit: typeof base) => commitShape(call.world, call.repository, commit)
  const commits = {
    base_commit: shape(base),
    merge_base_commit: shape(common),
    total_commits: ahead,
    commits: await commitsOf(call, items),
  }
  const isFirst = Number(call.query.get('page') ?? 1) === 1
  return {
    status: 200,
    headers,
    body: { ...commits, status, ahead_by: ahead, behind_by: behind, files: isFirst ? files.slice(0, 300) : [] },
  }
}

async function listPulls(call: Call) {
  const { repository, world } = call
  const sha = call.params['commit_sha'] ?? ''
  const commit = await readCommit(repository.git, sha)
  if (commit === undefined) throw notFound()
  const found = []
  for (const pull of repository.pulls) {
    const isIn = async (head: string, base: string) =>
      (await repository.git.ask(['merge-base', '--is-ancestor', commit.sha, head])) !== undefined &&
      (await repository.git.ask(['merge-base', '--is-ancestor', commit.sha, base])) === undefined
    if (pull.mergeCommitSha === commit.sha || (await isIn(pull.headSha, pull.baseSha))) found.push(pull)
  }
  const { items, headers } = call.page(found)
  return { status: 200, headers, body: items.map((pull) => pullShape(world, repository, pull)) }
}

async function getBranch(call: Call) {
  const name = call.params['branch'] ?? ''
  const commit = await readCommit(call.repository.git, `refs/heads/${name}`)
  if (commit === undefined) throw notFound()
  return { status: 200, body: { name, commit: commitShape(call.world, call.repository, commit), protected: false } }
}

export const commitRoutes: Handlers = {
  'repos/get-commit': getCommit,
  'repos/list-commits': listCommits,
  'repos/compare-commits': compare,
  'repos/list-pull-requests-associated-with-commit': listPulls,
  'repos/get-branch': getBranch,
}
