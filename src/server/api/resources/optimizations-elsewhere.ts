import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { TestOptimization } from '../../../model/result/test-optimization.ts'
import { json, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { pageQuery, pageSchema } from '../page.ts'

const NAME = 'optimizations'

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/optimizations`,
  operationId: 'listOptimizations',
  summary: 'Ways to make tests faster',
  security: SECURED,
  request: { params: RepositoryParams, query: pageQuery(NAME, z.string()) },
  responses: {
    200: json(
      pageSchema(TestOptimization.meta({ id: 'TestOptimization' })).meta({ id: 'OptimizationPage' }),
      'An empty page, with the reason.',
    ),
    ...PROBLEMS,
  },
})

/** What the command line finds and the server does not store: an empty list that says where to get it, and nothing invented. */
const NOT_COLLECTED = {
  code: 'not_collected',
  message: 'the server measures no optimisations',
  fix: 'run `suture optimize --repo DIR`: each one needs runs of the changed suite',
}

export const optimizationsElsewhere: Resource = (api) => {
  api.openapi(route, (c) => c.json({ items: [], next: null, reason: NOT_COLLECTED }, 200))
}
