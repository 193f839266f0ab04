import { isOwnBranch } from '../github/own-work.ts'
import { reopenPullRequest } from '../history/healings/pull-request-outcomes.ts'
import { PullRequestPayload } from './event-payloads.ts'
import { runPullRequestChanged } from './pull-request-changed.ts'
import type { Webhook } from './webhook.ts'

/** One of Suture's pull requests is undecided again after a person reopened it. */
export const pullRequestReopened: Webhook = {
  event: 'pull_request',
  action: 'reopened',
  async run(payload, delivery, context) {
    const { pull_request: pull, repository } = PullRequestPayload.parse(payload)
    if (!isOwnBranch(pull.head.ref)) return runPullRequestChanged(payload, delivery, context)
    await context.history.transaction((database) => reopenPullRequest(database, repository.id, pull.number))
    return 'undecided again'
  },
}
