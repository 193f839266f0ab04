import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { FlakyFinding } from '../../../protocol/hunt-report.ts'
import { type ListedFlakyTest, lastHuntAt, listFlakyTests } from '../../history/reads/flaky-tests.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { type EmptyReason, pageOf, pageQuery, pageSchema } from '../page.ts'

const FlakyTest = FlakyFinding.extend({
  headSha: z.string().meta({ description: 'The commit on which it was found.' }),
  foundAt: Moment,
}).meta({ id: 'FlakyTest' })

const NAME = 'flaky'

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/flaky`,
  operationId: 'listFlakyTests',
  summary: 'The tests that pass and fail on the same code, with the cause that an experiment showed',
  security: SECURED,
  request: { params: RepositoryParams, query: pageQuery(NAME, z.string()) },
  responses: { 200: json(pageSchema(FlakyTest).meta({ id: 'FlakyTestPage' }), 'One page.'), ...PROBLEMS },
})

export const flaky: Resource = (api, { history: { reads: database } }) => {
  api.openapi(route, async (c) => {
    const { id } = c.var.repository
    const asked = c.req.valid('query')
    const rows = await listFlakyTests(database, id, asked)
    const reason = async () => whyNone(await lastHuntAt(database, id))
    return c.json(await pageOf(rows, { name: NAME, ...asked }, ({ testId }) => testId, showFlakyTest, reason), 200)
  })
}

function whyNone(lastHunt: Date | null): EmptyReason {
  if (lastHunt === null)
    return {
      code: 'not_searched',
      message: 'nobody has searched for flaky tests yet',
      fix: 'set FLAKY_NIGHTLY: true in .github/suture.yml',
    }
  return { code: 'none_found', message: `the search of ${lastHunt.toISOString()} found none`, fix: 'nothing to do' }
}

function showFlakyTest({ headSha, at, finding }: ListedFlakyTest): z.infer<typeof FlakyTest> {
  return { ...finding, headSha, foundAt: at.toISOString() }
}
