import { installation } from './installation.ts'
import { installationRepositories } from './installation-repositories.ts'
import type { Webhook } from './webhook.ts'

/** Every event that does something; app.yml subscribes to these. */
export const WEBHOOKS: readonly Webhook[] = [installation, installationRepositories]

/** The one webhook that takes this event and action: that of the action, else that of the whole event. */
export function findWebhook(webhooks: readonly Webhook[], event: string, action: string | null): Webhook | null {
  const of = webhooks.filter((webhook) => webhook.event === event)
  return of.find((webhook) => webhook.action === action) ?? of.find((webhook) => webhook.action === undefined) ?? null
}
