import { pullRequestChanged } from './pull-request-changed.ts'
import type { Webhook } from './webhook.ts'

export const pullRequestSynchronize: Webhook = { event: 'pull_request', action: 'synchronize', ...pullRequestChanged }
