import { pullRequestChanged } from './pull-request-changed.ts'
import type { Webhook } from './webhook.ts'

export const pullRequestOpened: Webhook = { event: 'pull_request', action: 'opened', ...pullRequestChanged }
