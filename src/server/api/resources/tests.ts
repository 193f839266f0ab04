import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { type ListedTest, listTests } from '../../history/reads/tests.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { pageOf, pageQuery, pageSchema } from '../page.ts'

export const Test = z
  .object({
    id: z.uuid().meta({ description: 'For addresses: a testId holds spaces and slashes.' }),
    testId: z.string().meta({ description: 'As the framework prints it.', example: 'tests/test_cart.py::test_total' }),
    framework: z.string(),
    file: z.string().nullable(),
    suite: z.string(),
    name: z.string(),
    parameters: z.string().nullable(),
    firstSeenAt: Moment,
    lastSeenAt: Moment,
  })
  .meta({ id: 'Test' })

const NAME = 'tests'
const query = pageQuery(NAME, z.tuple([z.string(), z.uuid()])).extend({
  testId: z.string().max(4_096).optional().meta({ description: 'Only the tests of this id.' }),
  file: z.string().max(1_024).optional().meta({ description: 'Only the tests of this file.' }),
})

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/tests`,
  operationId: 'listTests',
  summary: 'The tests that CI ran, in order of their ids',
  security: SECURED,
  request: { params: RepositoryParams, query },
  responses: { 200: json(pageSchema(Test).meta({ id: 'TestPage' }), 'One page.'), ...PROBLEMS },
})

export const tests: Resource = (api, { history }) => {
  api.openapi(route, async (c) => {
    const asked = c.req.valid('query')
    const rows = await listTests(history.database, c.var.repository.id, asked)
    return c.json(
      await pageOf(
        rows,
        { name: NAME, ...asked },
        ({ testId, id }) => [testId, id],
        showTest,
        () => NONE,
      ),
      200,
    )
  })
}

const NONE = {
  code: 'no_tests',
  message: 'no run of these tests was read yet',
  fix: 'let CI print the output of pytest, Jest or Vitest, or upload its report as an artifact',
}

export function showTest({ firstSeenAt, lastSeenAt, ...test }: ListedTest): z.infer<typeof Test> {
  return { ...test, firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() }
}
