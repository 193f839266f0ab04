import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { TestOptimization } from '../../../model/result/test-optimization.ts'
import { json, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { pageQuery, pageSchema } from '../page.ts'

/** What the command line finds and the server does not store: an empty list that says where to get it, and nothing invented. */
const LISTS = [
  {
    ...{ name: 'regressions', title: 'Regression', operationId: 'listRegressions', summary: 'Tests that became slower' },
    item: z.object({ testId: z.string() }).meta({ id: 'Regression' }),
    message: 'the server stores no performance regressions yet',
    fix: "compare a test's executions: …/tests/{id}/executions has their durations",
  },
  {
    ...{ name: 'optimizations', title: 'Optimization', operationId: 'listOptimizations', summary: 'Ways to make tests faster' },
    item: TestOptimization.meta({ id: 'TestOptimization' }),
    message: 'the server measures no optimisations',
    fix: 'run `suture optimize --repo DIR`: each one needs runs of the changed suite',
  },
]

export const notCollected: Resource = (api) => {
  for (const { name, title, operationId, summary, item, message, fix } of LISTS) {
    const route = createRoute({
      ...{ method: 'get', path: `${OF_REPOSITORY}/${name}`, operationId, summary, security: SECURED },
      request: { params: RepositoryParams, query: pageQuery(name, z.string()) },
      responses: { 200: json(pageSchema(item).meta({ id: `${title}Page` }), 'An empty page, with the reason.'), ...PROBLEMS },
    })
    const page = { items: [], next: null, reason: { code: 'not_collected', message, fix } }
    api.openapi(route, (c) => c.json(page, 200))
  }
}
