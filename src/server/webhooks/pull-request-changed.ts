import { isOwnBranch } from '../github/own-work.ts'
import { PullRequestPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import { supersede } from './supersede.ts'
import type { Webhook } from './webhook.ts'

/** A pull request has a head now, the first or another one: healings of its older heads end. A fork's push is told by nothing else. */
export const runPullRequestChanged: Webhook['run'] = async (payload, _delivery, context) => {
  const event = PullRequestPayload.parse(payload)
  const { pull_request: pull, repository } = event
  if (isOwnBranch(pull.head.ref)) return 'a pull request of ours'
  await context.history.transaction((database) => saveRepository(database, event, context.now()))
  const head = {
    repositoryId: repository.id,
    headRepositoryId: pull.head.repo?.id ?? null,
    headBranch: pull.head.ref,
    headSha: pull.head.sha,
  }
  return `${await supersede(context, head)} healings ended`
}
