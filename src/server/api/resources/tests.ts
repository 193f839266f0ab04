import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { findTestSummaries, type TestSummary } from '../../history/periods/summaries.ts'
import { listTests, type ListedTest as StoredTest } from '../../history/reads/tests.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { NO_MATCH, pageOf, pageQuery, pageSchema } from '../page.ts'

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

const Summary = z
  .object({
    ...{ executions: z.number().int(), passed: z.number().int(), failed: z.number().int(), skipped: z.number().int() },
    flaky: z.number().int().meta({ description: 'Of the failed ones, those where the same tree passed elsewhere.' }),
    ...{ failureRate: z.number().nullable(), flakeRate: z.number().nullable() },
    ...{ durationP50Ms: z.number().nullable(), durationP95Ms: z.number().nullable() },
    ...{ lastOutcome: z.string().nullable(), lastAt: Moment.nullable(), lastFailedAt: Moment.nullable() },
  })
  .meta({ id: 'TestSummary', description: 'A test over the last 30 days.' })

const ListedTest = Test.extend({ summary: Summary.nullable().meta({ description: 'Null until its runs are counted.' }) }).meta({
  id: 'ListedTest',
})

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
  responses: { 200: json(pageSchema(ListedTest).meta({ id: 'TestPage' }), 'One page.'), ...PROBLEMS },
})

export const tests: Resource = (api, { history }) => {
  api.openapi(route, async (c) => {
    const asked = c.req.valid('query')
    const { id: repositoryId } = c.var.repository
    const isFiltered = asked.testId !== undefined || asked.file !== undefined
    const rows = await listTests(history.reads, repositoryId, asked)
    const ids = rows.map(({ id }) => id)
    const summaries = new Map((await findTestSummaries(history.reads, repositoryId, ids)).map((one) => [one.testCaseId, one]))
    const show = (row: StoredTest) => ({ ...showTest(row), summary: showSummary(summaries.get(row.id)) })
    return c.json(
      await pageOf(
        rows,
        { name: NAME, ...asked },
        ({ testId, id }) => [testId, id],
        show,
        () => (isFiltered ? NO_MATCH : NONE),
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

export function showTest({ firstSeenAt, lastSeenAt, ...test }: StoredTest): z.infer<typeof Test> {
  return { ...test, firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() }
}

function showSummary(row: TestSummary | undefined): z.infer<typeof Summary> | null {
  if (!row) return null
  const { testCaseId: _, durationSumMs: __, lastAt, lastFailedAt, ...numbers } = row
  return { ...numbers, lastAt: lastAt?.toISOString() ?? null, lastFailedAt: lastFailedAt?.toISOString() ?? null }
}
