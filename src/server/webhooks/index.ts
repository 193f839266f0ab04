import { checkRunCompleted } from './check-run-completed.ts'
import { checkRunRerequested } from './check-run-rerequested.ts'
import { githubAppAuthorizationRevoked } from './github-app-authorization-revoked.ts'
import { installation } from './installation.ts'
import { installationRepositories } from './installation-repositories.ts'
import { issueCommentCreated } from './issue-comment-created.ts'
import { mergeGroupChecksRequested } from './merge-group-checks-requested.ts'
import { pullRequestClosed } from './pull-request-closed.ts'
import { pullRequestOpened } from './pull-request-opened.ts'
import { pullRequestReopened } from './pull-request-reopened.ts'
import { pullRequestSynchronize } from './pull-request-synchronize.ts'
import { push } from './push.ts'
import type { Webhook } from './webhook.ts'
import { workflowRunCompleted } from './workflow-run-completed.ts'
import { workflowRunRequested } from './workflow-run-requested.ts'

/** Every event that does something; app.yml subscribes to those that GitHub does not send to every App. */
export const WEBHOOKS: readonly Webhook[] = [
  installation,
  installationRepositories,
  githubAppAuthorizationRevoked,
  workflowRunCompleted,
  workflowRunRequested,
  checkRunCompleted,
  checkRunRerequested,
  push,
  pullRequestOpened,
  pullRequestSynchronize,
  pullRequestReopened,
  pullRequestClosed,
  mergeGroupChecksRequested,
  issueCommentCreated,
]

/** The result of a delivery that no webhook takes. */
export const NOTHING_TO_DO = 'nothing to do'

/** What comes of a delivery that needs nothing but to be stored; null where its webhook has to work on it, or fail to. */
export function resultWithoutWork(webhooks: readonly Webhook[], event: string, action: string | null, payload: unknown): string | null {
  const webhook = findWebhook(webhooks, event, action)
  if (!webhook) return NOTHING_TO_DO
  try {
    return webhook.nothingToDo?.(payload) ?? null
  } catch {
    return null // a payload that we don't understand: its job says so
  }
}

/** The one webhook that takes this event and action: that of the action, else that of the whole event. */
export function findWebhook(webhooks: readonly Webhook[], event: string, action: string | null): Webhook | null {
  const of = webhooks.filter((webhook) => webhook.event === event)
  return of.find((webhook) => webhook.action === action) ?? of.find((webhook) => webhook.action === undefined) ?? null
}
