import { diffFiles } from '../diff.ts'
import { makePull, refreshMergeable } from '../pull-state.ts'
import { type Call, type Handlers, invalid, notFound, textOf } from '../route.ts'
import { pullShape } from '../shapes/pull.ts'
import { fullName, type Pull } from '../state.ts'
import { commitsBetween, filesShape } from './commits.ts'

function pullOf(call: Call): Pull {
  const found = call.repository.pulls.find(({ number }) => String(number) === call.params['pull_number'])
  if (found === undefined) throw notFound()
  return found
}

const answer = (call: Call, pull: Pull, status = 200) => ({ status, body: pullShape(call.world, call.repository, pull) })

/** GitHub answers null first and computes meanwhile: a client must ask again. */
async function getPull(call: Call) {
  const pull = pullOf(call)
  const reply = answer(call, pull)
  if (pull.mergeable === null && pull.state === 'open') call.world.background.add(() => refreshMergeable(call.repository, pull))
  return reply
}

async function create(call: Call) {
  const { repository, world, body } = call
  const base = textOf(body, 'base') ?? ''
  const [owner, ref] = (textOf(body, 'head') ?? '').includes(':')
    ? (textOf(body, 'head') ?? '').split(':')
    : [repository.owner, textOf(body, 'head')]
  const source = [...world.repositories.values()].find(
    (each) => each.owner === owner && (each === repository || each.parent === fullName(repository)),
  )
  const field = (name: string) => invalid('Validation Failed', [{ resource: 'PullRequest', field: name, code: 'invalid' }])
  const headSha = await source?.git.ask(['rev-parse', '--verify', '-q', `refs/heads/${ref}`])
  const baseSha = await repository.git.ask(['rev-parse', '--verify', '-q', `refs/heads/${base}`])
  if (source === undefined || headSha === undefined || ref === undefined) throw field('head')
  if (baseSha === undefined) throw field('base')
  const isTwin = (pull: Pull) => pull.state === 'open' && pull.headRef === ref && pull.baseRef === base && pull.headOwner === owner
  const refuse = (message: string) => invalid('Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }])
  if (repository.pulls.some(isTwin)) throw refuse(`A pull request already exists for ${owner}:${ref}.`)
  if (source === repository && (await repository.git.ask(['rev-list', '-n', '1', `${baseSha}..${headSha}`])) === '')
    throw refuse(`No commits between ${base} and ${ref}`)
  const title = textOf(body, 'title') ?? ''
  const pull = await makePull(world, repository, {
    ...{
      source,
      headRef: ref,
      headSha,
      baseRef: base,
      baseSha,
      title,
      body: textOf(body, 'body') ?? null,
      isDraft: body['draft'] === true,
      by: call.login,
    },
  })
  call.world.background.add(() => world.webhooks.pullRequest(repository, pull, 'opened', call.login))
  return answer(call, pull, 201)
}

async function list(call: Call) {
  const [state, head, base] = [call.query.get('state') ?? 'open', call.query.get('head'), call.query.get('base')]
  const found = call.repository.pulls.filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (head === null || `${pull.headOwner}:${pull.headRef}` === head) &&
      (base === null || pull.baseRef === base),
  )
  const { items, headers } = call.page(call.query.get('direction') === 'asc' ? found : found.toReversed())
  return { status: 200, headers, body: items.map((pull) => pullShape(call.world, call.repository, pull)) }
}

async function update(call: Call) {
  const pull = pullOf(call)
  pull.title = textOf(call.body, 'title') ?? pull.title
  pull.body = textOf(call.body, 'body') ?? pull.body
  pull.baseRef = textOf(call.body, 'base') ?? pull.baseRef
  pull.updatedAt = call.world.now()
  const state = textOf(call.body, 'state')
  if (state !== undefined && state !== pull.state) {
    if (pull.mergedAt !== null) throw invalid('Validation Failed', [{ resource: 'PullRequest', field: 'state', code: 'invalid' }])
    pull.state = state === 'closed' ? 'closed' : 'open'
    pull.closedAt = state === 'closed' ? call.world.now() : null
    const action = state === 'closed' ? 'closed' : 'reopened'
    call.world.background.add(() => call.world.webhooks.pullRequest(call.repository, pull, action, call.login))
  }
  return answer(call, pull)
}

async function listFiles(call: Call) {
  const pull = pullOf(call)
  const base = (await call.repository.git.ask(['merge-base', pull.baseSha, pull.headSha])) ?? pull.baseSha
  const { items, headers } = call.page(filesShape(call, await diffFiles(call.repository.git, base, pull.headSha), pull.headSha))
  return { status: 200, headers, body: items }
}

async function listCommits(call: Call) {
  const pull = pullOf(call)
  const { items, headers } = call.page(await commitsBetween(call, ['--reverse', '--max-count=250', `${pull.baseSha}..${pull.headSha}`]))
  return { status: 200, headers, body: items }
}

export const pullRoutes: Handlers = {
  'pulls/create': create,
  'pulls/get': getPull,
  'pulls/list': list,
  'pulls/update': update,
  'pulls/list-files': listFiles,
  'pulls/list-commits': listCommits,
}
