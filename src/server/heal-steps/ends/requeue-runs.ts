import { listOpenRuns, setUnread } from '../../history/ci-runs.ts'
import type { JobContext } from '../../queue/job.ts'
import { withoutJob } from '../../queue/without-job.ts'
import { givenUpReason } from './step-words.ts'

const MAX_AGE_MS = 86_400_000
const LOOK_BACK_MS = 3 * 86_400_000
const AT_ONCE = 1_000

/** Runs that have ended, were not read, and that no job reads: returns how many. */
export async function requeueRuns({ history, send, now }: JobContext): Promise<number> {
  const open = await listOpenRuns(history.database, new Date(now().getTime() - LOOK_BACK_MS), AT_ONCE)
  const payloads = open.map(({ installationId, repositoryId, id, attempt }) => ({ installationId, repositoryId, ciRunId: id, attempt }))
  const lost = new Set(await withoutJob(history.database, 'ingest', payloads))
  for (const [index, run] of open.entries()) {
    const payload = payloads[index]
    if (!payload || !lost.has(payload)) continue
    const isOld = now().getTime() - (run.completedAt ?? run.startedAt).getTime() > MAX_AGE_MS
    if (isOld) await setUnread(history.database, run, givenUpReason('ingest', 'its job was lost'), now())
    else await history.transaction((database) => send(database, 'ingest', payload))
  }
  return lost.size
}
