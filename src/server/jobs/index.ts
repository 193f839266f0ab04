import { WEBHOOKS } from '../webhooks/index.ts'
import { createInbox } from './inbox.ts'
import type { AnyJob } from './job.ts'
import { createMaintain } from './maintain.ts'

/** Every kind of job, in the order in which a healing meets them. */
export function listJobs(settings: { readonly historyRetentionDays: number }): readonly AnyJob[] {
  return [createInbox(WEBHOOKS), createMaintain(settings.historyRetentionDays)]
}
