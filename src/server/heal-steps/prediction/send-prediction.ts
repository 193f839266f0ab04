import type { Database } from '../../history/connection/database.ts'
import { hasPredictor } from '../../history/predictions/predictors.ts'
import type { SendJob } from '../../queue/send-job.ts'

/** Has a pull request's new head predicted, where the repository asked for that and something was learned. */
export async function sendPrediction(
  database: Database,
  send: SendJob,
  repositoryId: number,
  pull: { readonly number: number; readonly head: { readonly sha: string } },
): Promise<void> {
  if (await hasPredictor(database, repositoryId))
    await send(database, 'predict', { repositoryId, headSha: pull.head.sha, pullNumber: pull.number })
}
