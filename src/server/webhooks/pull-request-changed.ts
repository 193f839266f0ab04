import { isOwnBranch } from '../github/own-work.ts'
import { PullRequestPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import { supersede } from './supersede.ts'
import type { Webhook } from './webhook.ts'

/** A pull request has a new head: healings of its older heads end. For a push to a fork there is no other event. */
export const runPullRequestChanged: Webhook['run'] = async (payload, _delivery, context) => {
  const event = PullRequestPayload.parse(payload)
  const { pull_request: pull, repository } = event
  if (isOwnBranch(pull.head.ref)) return "one of Suture's own pull requests"
  await context.history.transaction((database) => saveRepository(database, event, context.now()))
  const head = {
    repositoryId: repository.id,
    headRepositoryId: pull.head.repo?.id ?? null,
    headBranch: pull.head.ref,
    headSha: pull.head.sha,
  }
  return `${await supersede(context, head)} healings ended`
}
