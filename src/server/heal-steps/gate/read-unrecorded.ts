import { listUnrecordedRuns } from '../../history/run-records.ts'
import type { JobContext } from '../../queue/job.ts'
import type { JobScope } from '../job-scope.ts'

/** Runs that were read before their records were kept are read again. */
export async function readUnrecorded({ history, send }: JobContext, scope: JobScope, headSha: string): Promise<void> {
  const { repositoryId, installationId } = scope
  const runs = await listUnrecordedRuns(history.database, repositoryId, headSha)
  if (runs.length === 0) return
  await history.transaction(async (database) => {
    for (const { id, attempt } of runs) await send(database, 'ingest', { installationId, repositoryId, ciRunId: id, attempt })
  })
}
