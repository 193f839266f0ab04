import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listRegressions } from '../../history/performance/regressions.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { NO_MATCH, pageOf, pageQuery, pageSchema } from '../page.ts'

const State = z.enum(['open', 'resolved', 'accepted'])

const Regression = z
  .object({
    ...{ id: z.uuid(), testId: z.string(), state: State },
    fastCommit: z.string().meta({ description: 'The last commit that was measured fast.' }),
    sinceCommit: z.string().meta({ description: 'The first commit that was measured slow.' }),
    untilCommit: z.string().meta({ description: 'Another one than `sinceCommit` where it may also have been a later commit.' }),
    sinceAt: Moment,
    ...{ beforeMs: z.number(), afterMs: z.number(), ratio: z.number() },
    interval: z.tuple([z.number(), z.number()]).meta({ description: 'Of the ratio, with a confidence of 95 %.' }),
    ...{ runsBefore: z.number().int(), runsAfter: z.number().int(), resolvedCommit: z.string().nullable() },
  })
  .meta({ id: 'Regression' })

const NAME = 'regressions'

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/regressions`,
  operationId: 'listRegressions',
  summary: 'Tests that became slower on the default branch, with the commit that made them so',
  security: SECURED,
  request: { params: RepositoryParams, query: pageQuery(NAME, z.uuid()).extend({ state: State.optional() }) },
  responses: { 200: json(pageSchema(Regression).meta({ id: 'RegressionPage' }), 'One page.'), ...PROBLEMS },
})

export const regressions: Resource = (api, { history: { reads } }) => {
  api.openapi(route, async (c) => {
    const { state, cursor, limit } = c.req.valid('query')
    const rows = await listRegressions(reads, c.var.repository.id, {
      ...(state ? { state } : {}),
      ...(cursor === undefined ? {} : { after: cursor }),
      limit: limit + 1,
    })
    const reason = () => (state === undefined ? NOT_FOUND : NO_MATCH)
    return c.json(await pageOf(rows, { name: NAME, limit, cursor }, ({ id }) => id, showRegression, reason), 200)
  })
}

/** PERFORMANCE_REGRESSION_THRESHOLD says from which ratio on. */
const NOT_FOUND = {
  code: 'none_found',
  message: 'no test became slower on the default branch, as far as its runs show',
  fix: 'nothing to do: a regression shows after about eight runs',
}

type Found = Awaited<ReturnType<typeof listRegressions>>[number]

function showRegression({ testCaseId: _, ratioLow, ratioHigh, sinceAt, ...rest }: Found): z.infer<typeof Regression> {
  return { ...rest, sinceAt: sinceAt.toISOString(), interval: [ratioLow, ratioHigh] }
}
