import type { Change } from '../../../engine/history/prediction/change-facts.ts'
import { explainFailure, explainMaintenance } from '../../../engine/history/prediction/explain.ts'
import { type Prediction, type Predictor, predict } from '../../../engine/history/prediction/predictor.ts'
import { readPredictor } from '../../../engine/history/prediction/saved-predictor.ts'
import { applyEffect } from '../../effects/apply-effects.ts'
import { openJobScope } from '../../heal-steps/job-scope.ts'
import { fetchChange } from '../../heal-steps/prediction/fetch-change.ts'
import { type StoredPrediction, savePredictions, scoreMaintenance } from '../../history/predictions/predictions.ts'
import { findPredictor } from '../../history/predictions/predictors.ts'
import type { Job } from '../../queue/job.ts'
import { renderPrediction } from '../../render/prediction/prediction-check.ts'

/** Of one commit: the likeliest to fail and the likeliest to need an edit. Of others nothing is said, so nothing is stored. */
const MOST_STORED = 500
const DAY_MS = 86_400_000
/** A test that no run had for so long is gone. */
const FORGOTTEN_DAYS = 30

/** Says on a pull request's new head which tests will likely fail and which may need an edit, and keeps it to be scored. */
export const predictChange: Job<'predict'> = {
  name: 'predict',
  expireInSeconds: 120,
  async run({ repositoryId, headSha, pullNumber }, context) {
    const { history, now, log } = context
    const scope = await openJobScope(context, repositoryId)
    if (!scope) return
    const { settings } = await scope.settings()
    const predictor = settings.PREDICTION ? readPredictor((await findPredictor(history.database, repositoryId))?.learned) : null
    if (predictor === null) return
    const wanted = { headSha, pullNumber, mergeBaseSha: null, at: now() }
    const change = await fetchChange(history.database, repositoryId, scope.target, wanted, settings)
    const expected = expectedOf(predictor, change).map((one): StoredPrediction => ({ ...one, headSha, pullNumber, madeAt: now() }))
    await savePredictions(history.database, repositoryId, expected)
    await scoreMaintenance(history.database, repositoryId, { pullNumber, headSha }, change.testFiles)
    const basis = { runs: predictor.memory.runs, failures: predictor.failures }
    await applyEffect(scope.target, { kind: 'prediction_check', headSha, ...renderPrediction(expected, basis) })
    log.info({ tests: expected.length, failing: expected.filter(({ failure }) => failure >= 0.5).length }, 'predicted')
  },
}

type Expected = Omit<StoredPrediction, 'headSha' | 'pullNumber' | 'madeAt'>

function expectedOf(predictor: Predictor, change: Change): readonly Expected[] {
  const { memory } = predictor
  const since = change.at - FORGOTTEN_DAYS * DAY_MS
  const tests = [...memory.tests]
    .filter(([, { lastAt }]) => lastAt >= since)
    .map(([testId]) => ({ testId, file: memory.fileOfTest.get(testId) ?? null }))
  const edited = new Set(change.testFiles)
  const all = predict(predictor, change, tests).map((prediction, index) => ({ prediction, file: tests[index]?.file ?? null }))
  return all
    .toSorted((one, other) => worth(other.prediction) - worth(one.prediction))
    .slice(0, MOST_STORED)
    .map(({ prediction, file }) => ({
      ...{ testId: prediction.testId, file, failure: prediction.failure, basis: prediction.basis },
      // what the change edits already needs no word
      maintenance: file !== null && edited.has(file) ? 0 : prediction.maintenance,
      reasons: reasonsOf(predictor, prediction),
    }))
}

function worth({ failure, maintenance }: Prediction): number {
  return Math.max(failure, maintenance)
}

function reasonsOf(predictor: Predictor, prediction: Prediction): readonly string[] {
  const isUpkeep = prediction.maintenance > prediction.failure
  const reasons = isUpkeep ? explainMaintenance(predictor, prediction) : explainFailure(predictor, prediction)
  return reasons.filter(({ weight }) => weight > 0).map(({ words }) => words)
}
