import { isOwnBranch } from '../github/own-work.ts'
import { reopenPullRequest } from '../history/healings/pull-request-outcomes.ts'
import { reopenMaintenance } from '../history/maintenance-pulls.ts'
import { PullRequestPayload } from './event-payloads.ts'
import { pullRequestChanged } from './pull-request-changed.ts'
import type { Webhook } from './webhook.ts'

/** One of Suture's pull requests is undecided again after a person reopened it. */
export const pullRequestReopened: Webhook = {
  event: 'pull_request',
  action: 'reopened',
  async record(database, payload, context) {
    const { pull_request: pull, repository } = PullRequestPayload.parse(payload)
    if (!isOwnBranch(pull.head.ref)) return pullRequestChanged.record(database, payload, context)
    await reopenPullRequest(database, repository.id, pull.number)
    await reopenMaintenance(database, repository.id, pull.number)
    return 'undecided again'
  },
  run: pullRequestChanged.run,
}
