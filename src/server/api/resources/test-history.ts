import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { TestPerformanceHistory } from '../../../model/result/test-performance-history.ts'
import { listTestExecutions } from '../../history/reads/executions.ts'
import { readTestHistory } from '../../history/reads/test-history.ts'
import { findTestCase } from '../../history/reads/tests.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { pageOf, pageQuery, pageSchema } from '../page.ts'
import { noSuch } from '../problem.ts'
import { showTest, Test } from './tests.ts'

const params = RepositoryParams.extend({ id: z.uuid().meta({ description: "A test's `id`, as the list of tests has it." }) })
const NO_TEST = noSuch('test', 'take the id from the list of tests; one that did not run for a year is forgotten')

const Execution = z
  .object({
    ...{ ciRunId: z.number().int(), attempt: z.number().int(), job: z.string(), variant: z.string(), repetition: z.number().int() },
    at: Moment,
    outcome: z.enum(['passed', 'failed', 'errored', 'skipped']),
    durationMs: z.number().nullable(),
    headSha: z.string().nullable(),
  })
  .meta({ id: 'Execution' })

const NAME = 'executions'
const key = z.tuple([Moment, z.number().int(), z.number().int(), z.string(), z.string(), z.number().int()])

const one = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/tests/{id}`,
  operationId: 'getTest',
  summary: 'One test',
  security: SECURED,
  request: { params },
  responses: { 200: json(Test, 'The test.'), ...PROBLEMS },
})

const summed = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/tests/{id}/history`,
  operationId: 'getTestHistory',
  summary: 'What is known of one test over time, with its last hundred executions',
  security: SECURED,
  request: { params },
  responses: { 200: json(TestPerformanceHistory.meta({ id: 'TestPerformanceHistory' }), 'Its history.'), ...PROBLEMS },
})

const listed = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/tests/{id}/executions`,
  operationId: 'listExecutions',
  summary: 'Every execution of one test that is kept, newest first',
  security: SECURED,
  request: { params, query: pageQuery(NAME, key) },
  responses: { 200: json(pageSchema(Execution).meta({ id: 'ExecutionPage' }), 'One page.'), ...PROBLEMS },
})

export const testHistory: Resource = (api, { history: { reads: database } }) => {
  api.openapi(one, async (c) => {
    const found = await findTestCase(database, c.var.repository.id, c.req.valid('param').id)
    return found === null ? c.json(NO_TEST, 404) : c.json(showTest(found), 200)
  })
  api.openapi(summed, async (c) => {
    const found = await findTestCase(database, c.var.repository.id, c.req.valid('param').id)
    return found === null ? c.json(NO_TEST, 404) : c.json(await readTestHistory(database, c.var.repository.id, found), 200)
  })
  api.openapi(listed, async (c) => {
    const { id } = c.req.valid('param')
    const asked = c.req.valid('query')
    if ((await findTestCase(database, c.var.repository.id, id)) === null) return c.json(NO_TEST, 404)
    const rows = await listTestExecutions(database, c.var.repository.id, id, asked)
    const page = await pageOf(
      rows,
      { name: NAME, ...asked },
      ({ at, ciRunId, attempt, job, variant, repetition }) => [at, ciRunId, attempt, job, variant, repetition],
      ({ at, ...rest }) => ({ ...rest, at: at.toISOString() }),
      () => NONE,
    )
    return c.json(page, 200)
  })
}

const NONE = {
  code: 'no_executions',
  message: 'its executions are older than what is kept one by one',
  fix: 'HISTORY_RETENTION_DAYS of the server says how long that is',
}
