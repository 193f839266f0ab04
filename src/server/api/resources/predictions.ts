import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { SavedPredictor } from '../../../engine/history/prediction/saved-predictor.ts'
import { findPredictor, hasPredictor } from '../../history/predictions/predictors.ts'
import { calibrationOf, type ListedPrediction, listPredictions } from '../../history/reads/predictions.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { type EmptyReason, pageOf, pageQuery, pageSchema } from '../page.ts'
import { noSuch } from '../problem.ts'

const share = z.number().min(0).max(1)

const Prediction = z
  .object({
    ...{ testId: z.string(), file: z.string().nullable(), headSha: z.string(), pullNumber: z.number().int().nullable() },
    predictedFailureProbability: share,
    predictedMaintenanceProbability: share,
    predictedMaintenanceNeeded: z.boolean().meta({ description: 'Whether an edit of its file is likelier than not.' }),
    basis: z.string().meta({ description: '`learned`: by the model. `average`: by averages, while fewer than 200 failures were seen.' }),
    reasons: z.array(z.string()).meta({ description: 'The strongest facts behind it, in words.' }),
    madeAt: Moment,
    scoredAt: Moment.nullable(),
    failed: z.boolean().nullable().meta({ description: 'What came of it in CI; null until the test ran.' }),
    maintained: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether its file was edited later in the pull request; null until that is known.' }),
  })
  .meta({ id: 'Prediction' })

const Calibration = z
  .object({
    count: z.number().int().meta({ description: 'Predictions of failures whose outcome is known.' }),
    brier: z.number().nullable(),
    bins: z.array(z.object({ count: z.number().int(), said: share, came: share })),
  })
  .meta({ id: 'Calibration' })

const NAME = 'predictions'
const asked = pageQuery(NAME, z.tuple([z.string(), z.string()])).extend({
  headSha: z.string().max(64).optional().meta({ description: 'Of this commit only.' }),
  pull: z.coerce.number().int().min(1).optional().meta({ description: 'Of this pull request only.' }),
})

const listed = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/predictions`,
  operationId: 'listPredictions',
  summary: 'What was expected of the tests of each commit before CI ended, and what came',
  security: SECURED,
  request: { params: RepositoryParams, query: asked },
  responses: { 200: json(pageSchema(Prediction).meta({ id: 'PredictionPage' }), 'One page.'), ...PROBLEMS },
})

const calibrated = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/predictions/calibration`,
  operationId: 'getCalibration',
  summary: 'How true the predictions were: what was said, and how often it came',
  security: SECURED,
  request: { params: RepositoryParams },
  responses: { 200: json(Calibration, 'By tenths of the probability.'), ...PROBLEMS },
})

const learned = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/predictor`,
  operationId: 'getPredictor',
  summary: 'What was learned of the repository, for `suture select`',
  security: SECURED,
  request: { params: RepositoryParams },
  responses: { 200: json(z.object({ predictor: SavedPredictor.meta({ id: 'Predictor' }) }), 'As `suture select` reads it.'), ...PROBLEMS },
})

const NOT_LEARNED = noSuch('predictor', 'set PREDICTION: true in .github/suture.yml; it is there after the next run of CI')

export const predictions: Resource = (api, { history: { database } }) => {
  api.openapi(listed, async (c) => {
    const { id } = c.var.repository
    const query = c.req.valid('query')
    const rows = await listPredictions(database, id, query)
    const reason = async () => whyNone(await hasPredictor(database, id))
    return c.json(await pageOf(rows, { name: NAME, ...query }, ({ headSha, testId }) => [headSha, testId], showPrediction, reason), 200)
  })
  api.openapi(calibrated, async (c) => c.json(await calibrationOf(database, c.var.repository.id), 200))
  api.openapi(learned, async (c) => {
    const stored = SavedPredictor.safeParse((await findPredictor(database, c.var.repository.id))?.learned)
    return stored.success ? c.json({ predictor: stored.data }, 200) : c.json(NOT_LEARNED, 404)
  })
}

function showPrediction({ failure, maintenance, madeAt, scoredAt, reasons, ...rest }: ListedPrediction): z.infer<typeof Prediction> {
  return {
    ...rest,
    predictedFailureProbability: failure,
    predictedMaintenanceProbability: maintenance,
    predictedMaintenanceNeeded: maintenance >= 0.5,
    reasons: [...reasons],
    madeAt: madeAt.toISOString(),
    scoredAt: scoredAt?.toISOString() ?? null,
  }
}

function whyNone(isAsked: boolean): EmptyReason {
  if (!isAsked)
    return { code: 'not_asked', message: 'the repository does not ask for predictions', fix: 'set PREDICTION: true in .github/suture.yml' }
  return { code: 'none_made', message: 'no pull request has been opened or pushed to since', fix: 'nothing to do' }
}
