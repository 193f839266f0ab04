import type { Database } from '../../history/connection/database.ts'
import { findGateWorkflows, listGatesAbout } from '../../history/gates.ts'
import type { SendJob } from '../../queue/send-job.ts'

/** Has the gate of a commit judged, where the repository has one. Returns whether it has. */
export async function sendGate(database: Database, send: SendJob, repositoryId: number, headSha: string): Promise<boolean> {
  if ((await findGateWorkflows(database, repositoryId)).length === 0) return false
  await send(database, 'gate', { repositoryId, headSha })
  return true
}

const OPEN_MS = 30 * 86_400_000 // longer than pull requests wait

/** Has the gates judged again that rest on a test or a quarantine: it was given, it was lifted, it ended. */
export async function sendGatesAbout(
  database: Database,
  send: SendJob,
  repositoryId: number,
  about: { readonly testIds: readonly string[]; readonly quarantines: readonly string[] },
  now: Date,
): Promise<void> {
  const gates = await listGatesAbout(database, repositoryId, about, new Date(now.getTime() - OPEN_MS))
  for (const { headSha } of gates) await send(database, 'gate', { repositoryId, headSha })
}
