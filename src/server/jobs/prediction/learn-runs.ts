import type { Settings } from '../../../config/settings.ts'
import { learnRun } from '../../../engine/history/prediction/learn-run.ts'
import { newPredictor, type Predictor } from '../../../engine/history/prediction/predictor.ts'
import { readPredictor, savePredictor } from '../../../engine/history/prediction/saved-predictor.ts'
import { type JobScope, openJobScope } from '../../heal-steps/job-scope.ts'
import { fetchChange } from '../../heal-steps/prediction/fetch-change.ts'
import { listRunOutcomes, listRunsToLearn, type RunOutcome, type RunToLearn } from '../../history/predictions/learned-runs.ts'
import { scoreFailures } from '../../history/predictions/predictions.ts'
import { dropPredictor, findPredictor, storePredictor } from '../../history/predictions/predictors.ts'
import type { Job, JobContext } from '../../queue/job.ts'

/** Of one job; where more runs wait, the next one goes on. Each asks GitHub once or twice what its commit changed. */
const MOST_RUNS = 50

/** Learns the runs that were read since the last time, oldest first, and says how predictions of their commits came out. */
export const learnRuns: Job<'learn-runs'> = {
  name: 'learn-runs',
  expireInSeconds: 300,
  async run({ repositoryId }, context) {
    const { history, now, log, send } = context
    const scope = await openJobScope(context, repositoryId)
    if (!scope) return
    const { settings } = await scope.settings()
    if (!settings.PREDICTION) return dropPredictor(history.database, repositoryId)
    const stored = await findPredictor(history.database, repositoryId)
    const predictor = readPredictor(stored?.learned) ?? newPredictor()
    const runs = await listRunsToLearn(history.database, repositoryId, stored?.learnedTo ?? null, MOST_RUNS)
    const last = runs.at(-1)
    if (last === undefined) return
    const outcomes: { readonly run: RunToLearn; readonly tests: readonly RunOutcome[] }[] = []
    for (const run of runs) {
      const tests = await listRunOutcomes(history.database, repositoryId, run)
      if (tests.length > 0) await learn(context, scope, settings, predictor, run, tests)
      outcomes.push({ run, tests })
    }
    await history.transaction(async (database) => {
      await storePredictor(database, repositoryId, { learned: savePredictor(predictor), learnedTo: last.ingestedAt }, now())
      for (const { run, tests } of outcomes) await scoreFailures(database, repositoryId, run.headSha, tests, now())
      if (runs.length === MOST_RUNS) await send(database, 'learn-runs', { repositoryId })
    })
    log.info({ runs: runs.length, failures: predictor.failures }, 'runs learned')
  },
}

async function learn(
  { history }: JobContext,
  scope: JobScope,
  settings: Settings,
  predictor: Predictor,
  run: RunToLearn,
  tests: readonly RunOutcome[],
): Promise<void> {
  const wanted = { headSha: run.headSha, pullNumber: run.pullNumbers[0] ?? null, mergeBaseSha: run.mergeBaseSha, at: run.startedAt }
  const change = await fetchChange(history.database, scope.repositoryId, scope.target, wanted, settings)
  learnRun(predictor, change, tests)
}
